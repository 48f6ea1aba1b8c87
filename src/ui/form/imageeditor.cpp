// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/imageeditor.h"

#include "marathon/imagereference.h"
#include "ui/form/imagebadge.h"
#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QInputMethodEvent>
#include <QKeyEvent>
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
    case ImageBadge::Shape::Equals:
        return Theme::Role::Good;
    case ImageBadge::Shape::Loop:
        return Theme::Role::Warning;
    case ImageBadge::Shape::Cross:
        return Theme::Role::Error;
    default:
        return Theme::Role::HelpText;
    }
}

} // namespace

ImageEditor::ImageEditor(const FieldSpec &spec, QWidget *parent)
    : LineEditor(spec, parent)
    , m_shape(new QLabel(this))
    , m_badge(new QLabel(this))
    , m_setTag(new QPushButton(tr("Set tag…"), this))
    , m_tag(new QLineEdit(this))
{
    m_shape->setAccessibleName(tr("Image mark"));
    m_badge->setAccessibleName(tr("Image mark"));
    m_setTag->setAccessibleName(tr("Set the tag of the image"));
    m_setTag->setMinimumHeight(28);
    m_setTag->setAutoDefault(false);
    m_tag->setPlaceholderText(tr("New tag"));
    m_tag->setAccessibleName(tr("New tag"));
    m_tag->setMinimumHeight(28);
    m_tag->setFixedWidth(120);
    m_tag->hide();
    // Below the line: the end of the reference, which holds the tag, needs the width more.
    auto *below = new QHBoxLayout;
    below->addWidget(m_shape);
    below->addWidget(m_badge);
    below->addStretch(1);
    below->addWidget(m_tag);
    below->addWidget(m_setTag);
    static_cast<QVBoxLayout *>(layout())->addLayout(below);
    adopt(m_tag);
    m_tag->installEventFilter(this);
    connect(m_setTag, &QPushButton::clicked, this, &ImageEditor::openTagLine);
    connect(m_tag, &QLineEdit::returnPressed, this, &ImageEditor::applyTag);
}

void ImageEditor::setEditable(bool isEditable)
{
    LineEditor::setEditable(isEditable);
    m_setTag->setEnabled(isEditable);
    m_tag->setEnabled(isEditable);
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
    const ImageBadge badge = imageBadge(lineEdit()->text());
    m_shape->setVisible(badge.shape != ImageBadge::Shape::None);
    m_badge->setVisible(m_shape->isVisibleTo(this));
    m_setTag->setEnabled(isLineEditable() && ImageReference::parse(lineEdit()->text()).has_value());
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
        colour(nameEnd, digest, badgeRole(imageBadge(image).shape));
        colour(digest, image.size(), Theme::Role::Advice);
    }
    QInputMethodEvent event(QString(), attributes);
    QCoreApplication::sendEvent(lineEdit(), &event);
}

void ImageEditor::openTagLine()
{
    if (m_tag->isVisible()) {
        applyTag();
        return;
    }
    const auto reference = ImageReference::parse(lineEdit()->text());
    m_tag->setText(reference ? reference->tag : QString());
    m_tag->show();
    m_tag->selectAll();
    m_tag->setFocus();
    m_setTag->setText(tr("Use tag"));
}

void ImageEditor::applyTag()
{
    const auto reference = ImageReference::parse(lineEdit()->text());
    const QString image = reference ? reference->withTag(m_tag->text().trimmed()) : QString();
    m_tag->hide();
    m_setTag->setText(tr("Set tag…"));
    if (ImageReference::parse(image)) {
        lineEdit()->setText(image);
        enter(image, false);
    } else {
        emit problemChanged(tr("“%1” is not a tag, so nothing was changed.").arg(m_tag->text()));
    }
    lineEdit()->setFocus();
}

bool ImageEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_tag && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        m_tag->hide();
        m_setTag->setText(tr("Set tag…"));
        lineEdit()->setFocus();
        return true;
    }
    return LineEditor::eventFilter(watched, event);
}

} // namespace Pinion

#include "moc_imageeditor.cpp"
