// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/imageeditor.h"

#include "marathon/imagereference.h"
#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QInputMethodEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

Theme::Role badgeRole(ImageBadge::Shape shape)
{
    switch (shape) {
    case ImageBadge::Shape::Ring:
    case ImageBadge::Shape::Lock:
    case ImageBadge::Shape::Equals:
        return Theme::Role::Good;
    case ImageBadge::Shape::Loop:
        return Theme::Role::Warning;
    case ImageBadge::Shape::LoopMark:
    case ImageBadge::Shape::Cross:
        return Theme::Role::Error;
    default:
        return Theme::Role::HelpText;
    }
}

} // namespace

ImageEditor::ImageEditor(
    FormBinder &binder, const FieldSpec &spec, JsonPointer pointer, QWidget *parent)
    : LineEditor(spec, parent)
    , m_binder(binder)
    , m_pointer(std::move(pointer))
    , m_shape(new QLabel(this))
    , m_badge(new QLabel(this))
    , m_pick(new QPushButton(tr("Pick tag…"), this))
{
    m_shape->setAccessibleName(tr("Image mark"));
    m_badge->setAccessibleName(tr("Image mark"));
    m_badge->setObjectName(u"imageBadge"_s);
    m_pick->setObjectName(u"pickTag"_s);
    m_pick->setAccessibleName(tr("Pick a tag of the image"));
    m_pick->setToolTip(tr("List the tags that there are, and pin one"));
    m_pick->setMinimumHeight(28);
    m_pick->setAutoDefault(false);
    // Below the line: the end of the reference, which holds the tag, needs the width more.
    auto *below = new QHBoxLayout;
    below->addWidget(m_shape);
    below->addWidget(m_badge);
    below->addStretch(1);
    below->addWidget(m_pick);
    static_cast<QVBoxLayout *>(layout())->addLayout(below);
    connect(m_pick, &QPushButton::clicked, this,
        [this] { emit m_binder.tagsRequested(m_binder.absolute(m_pointer)); });
}

void ImageEditor::setEditable(bool isEditable)
{
    LineEditor::setEditable(isEditable);
    showBadge();
}

void ImageEditor::refreshFindings()
{
    lineChanged();
}

ImageBadge ImageEditor::badge() const
{
    const Analysis &analysis = m_binder.analysis();
    const QString image = lineEdit()->text();
    return imageBadge(
        image, analysis.config().parameters.images, analysis.imageReports().value(image));
}

void ImageEditor::setAccessibleTexts(const QString &name, const QString &description)
{
    const QString mark = m_badge->toolTip();
    LineEditor::setAccessibleTexts(
        name, mark.isEmpty() ? description : QString(mark + u' ' + description));
}

void ImageEditor::lineChanged()
{
    showBadge();
    colourParts();
}

void ImageEditor::changeEvent(QEvent *event)
{
    LineEditor::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        lineChanged();
}

void ImageEditor::showBadge()
{
    const ImageBadge badge = this->badge();
    m_shape->setVisible(badge.shape != ImageBadge::Shape::None);
    m_badge->setVisible(m_shape->isVisibleTo(this));
    m_pick->setEnabled(isLineEditable() && ImageReference::parse(lineEdit()->text()).has_value());
    if (badge.shape == ImageBadge::Shape::None)
        return;
    const QColor color = Theme::of(this).color(badgeRole(badge.shape));
    m_shape->setPixmap(badgePixmap(badge.shape, color, this));
    m_shape->setToolTip(QString(badge.word + u". " + badge.explanation));
    m_badge->setText(badge.word);
    QPalette colours = m_badge->palette();
    colours.setColor(QPalette::WindowText, color);
    m_badge->setPalette(colours);
    m_badge->setToolTip(QString(badge.word + u". " + badge.explanation));
    m_badge->setAccessibleName(m_badge->toolTip());
}

/// QLineEdit has no formats of its own; the attributes of an input method event reach its layout.
void ImageEditor::colourParts()
{
    const QString image = lineEdit()->text();
    QList<QInputMethodEvent::Attribute> attributes;
    const int cursor = lineEdit()->cursorPosition();
    const Theme theme = Theme::of(this);
    const auto colour = [&](qsizetype begin, qsizetype end, Theme::Role role) {
        if (end <= begin)
            return;
        QTextCharFormat format;
        format.setForeground(theme.color(role));
        attributes.append(
            {QInputMethodEvent::TextFormat, int(begin) - cursor, int(end - begin), format});
    };
    const auto reference = ImageReference::parse(image);
    if (reference) {
        const qsizetype nameEnd = reference->written.size();
        const qsizetype slash = reference->written.lastIndexOf(u'/') + 1;
        const qsizetype digest = reference->digest.isEmpty() ? image.size() : image.indexOf(u'@');
        colour(0, slash, Theme::Role::HelpText);
        colour(slash, nameEnd, Theme::Role::Text);
        colour(nameEnd, digest, badgeRole(badge().shape));
        colour(digest, image.size(), Theme::Role::Advice);
    }
    QInputMethodEvent event(QString(), attributes);
    QCoreApplication::sendEvent(lineEdit(), &event);
}

} // namespace Pinion

#include "moc_imageeditor.cpp"
