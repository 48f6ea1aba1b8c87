// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/newappdialog.h"

#include "ui_newappdialog.h"

#include "marathon/imagereference.h"
#include "marathon/schema.h"
#include "marathon/tagclass.h"

#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

struct TemplateText
{
    const char *name;
    const char *description;
};

// In the order of AppTemplate.
constexpr TemplateText Templates[] = {
    {QT_TRANSLATE_NOOP("Pinion::NewAppDialog", "Web service"),
        QT_TRANSLATE_NOOP("Pinion::NewAppDialog",
            "Answers HTTP on one port. Two instances, an HTTP health check, and a rollout that "
            "starts new instances before it stops old ones.")},
    {QT_TRANSLATE_NOOP("Pinion::NewAppDialog", "Worker"),
        QT_TRANSLATE_NOOP("Pinion::NewAppDialog",
            "Takes work from a queue and listens on no port. It counts as healthy while it touches "
            "/tmp/alive every minute; one of two instances keeps working during a deploy.")},
    {QT_TRANSLATE_NOOP("Pinion::NewAppDialog", "Scheduled helper"),
        QT_TRANSLATE_NOOP("Pinion::NewAppDialog",
            "Does something every hour and sleeps in between. Never two at once: the old one "
            "stops before the new one starts.")},
    {QT_TRANSLATE_NOOP("Pinion::NewAppDialog", "Command"),
        QT_TRANSLATE_NOOP("Pinion::NewAppDialog",
            "Runs a shell command on the node itself, without a container. It counts as healthy "
            "while it touches the file alive in its sandbox every minute.")},
    {QT_TRANSLATE_NOOP("Pinion::NewAppDialog", "Empty"),
        QT_TRANSLATE_NOOP("Pinion::NewAppDialog",
            "An id, an image and resources; everything else is for you to add.")},
};

} // namespace

NewAppDialog::NewAppDialog(QWidget *parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::NewAppDialog>())
{
    m_ui->setupUi(this);
    // The hints wrap; room for two lines of them at any size of letters.
    setMinimumWidth(90 * fontMetrics().averageCharWidth());
    for (QLabel *hint : {m_ui->idHint, m_ui->imageHint})
        hint->setMinimumHeight(2 * hint->fontMetrics().lineSpacing());
    for (const TemplateText &text : Templates)
        m_ui->templates->addItem(tr(text.name));
    m_ui->buttons->button(QDialogButtonBox::Ok)->setText(tr("Create"));
    connect(m_ui->templates, &QListWidget::currentRowChanged, this, &NewAppDialog::templateChosen);
    connect(m_ui->id, &QLineEdit::textChanged, this, &NewAppDialog::validate);
    connect(m_ui->image, &QLineEdit::textChanged, this, &NewAppDialog::validate);
    connect(m_ui->buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_ui->buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_ui->templates->setCurrentRow(0);
    validate();
    m_ui->id->setFocus();
}

NewAppDialog::~NewAppDialog() = default;

NewApp NewAppDialog::app() const
{
    NewApp result;
    result.kind = AppTemplate(m_ui->templates->currentRow());
    result.id = m_ui->id->text().trimmed();
    result.image = m_ui->image->text().trimmed();
    if (usesPort(result.kind))
        result.port = m_ui->port->value();
    return result;
}

void NewAppDialog::templateChosen(int row)
{
    const auto kind = AppTemplate(row);
    m_ui->description->setText(tr(Templates[row].description));
    m_ui->image->setVisible(usesImage(kind));
    m_ui->imageLabel->setVisible(usesImage(kind));
    m_ui->imageHint->setVisible(usesImage(kind));
    m_ui->port->setVisible(usesPort(kind));
    m_ui->portLabel->setVisible(usesPort(kind));
    validate();
}

QString NewAppDialog::idProblem() const
{
    const QString id = m_ui->id->text().trimmed();
    if (id.isEmpty() || id == u"/"_s)
        return tr("Every app has an id of its own, such as /shop/orders.");
    const FieldSpec *spec = fieldByPattern(SchemaRoot::App, "/id");
    const QRegularExpression allowed(
        QRegularExpression::anchoredPattern(spec ? text(spec->pattern) : QString()));
    if (!spec || spec->pattern.empty() || allowed.match(id).hasMatch())
        return {};
    return tr("An id has small letters, digits, dots and dashes, in parts with / between them.");
}

void NewAppDialog::validate()
{
    const auto kind = AppTemplate(m_ui->templates->currentRow());
    const QString image = m_ui->image->text().trimmed();
    const TagVerdict verdict = classifyImage(image);
    QString imageHint;
    bool isImageFine = true;
    if (!usesImage(kind) || image.isEmpty()) {
        isImageFine = !usesImage(kind);
        imageHint = tr("With a fixed tag, such as registry.example.com/shop/orders:1.4.2.");
    } else if (verdict.tagClass == TagClass::Invalid) {
        isImageFine = false;
        imageHint = tr("This is not an image reference: %1.").arg(verdict.invalidBecause);
    } else if (isMutable(verdict.tagClass)) {
        imageHint = tr("This tag can come to mean another image; a fixed one is safer.");
    }
    const QString idHint = idProblem();
    m_ui->idHint->setText(idHint);
    m_ui->imageHint->setText(imageHint);
    m_ui->buttons->button(QDialogButtonBox::Ok)->setEnabled(idHint.isEmpty() && isImageFine);
}

} // namespace Pinion

#include "moc_newappdialog.cpp"
