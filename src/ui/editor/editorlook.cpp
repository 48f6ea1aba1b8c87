// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/editorlook.h"

#include "ui/editor/jsonstyler.h"
#include "ui/editor/scintilla.h"
#include "ui/theme/icons.h"

#include <QFontDatabase>

#include <algorithm>

namespace Pinion {

using Sci = QsciScintillaBase;

namespace {

void setStyle(QsciScintilla &editor, TextStyleId style, const QColor &color)
{
    sendColor(editor, Sci::SCI_STYLESETFORE, int(style), color);
}

void applyTextStyles(QsciScintilla &editor, const Theme &theme)
{
    const QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    editor.setFont(font);
    editor.setColor(theme.color(Theme::Role::Text));
    editor.setPaper(theme.color(Theme::Role::Base));
    editor.SendScintilla(Sci::SCI_STYLESETFONT, static_cast<uintptr_t>(Sci::STYLE_DEFAULT),
        font.family().toUtf8().constData());
    const qreal points = font.pointSizeF() > 0 ? font.pointSizeF() : 10;
    send(editor, Sci::SCI_STYLESETSIZEFRACTIONAL, Sci::STYLE_DEFAULT,
        qRound(points * int(Sci::SC_FONT_SIZE_MULTIPLIER)));
    sendColor(editor, Sci::SCI_STYLESETFORE, Sci::STYLE_DEFAULT, theme.color(Theme::Role::Text));
    sendColor(editor, Sci::SCI_STYLESETBACK, Sci::STYLE_DEFAULT, theme.color(Theme::Role::Base));
    send(editor, Sci::SCI_STYLECLEARALL);
    setStyle(editor, TextStyleId::Key, theme.color(Theme::Role::JsonKey));
    setStyle(editor, TextStyleId::String, theme.color(Theme::Role::JsonText));
    setStyle(editor, TextStyleId::Number, theme.color(Theme::Role::JsonNumber));
    setStyle(editor, TextStyleId::Literal, theme.color(Theme::Role::JsonLiteral));
    setStyle(editor, TextStyleId::Damaged, theme.color(Theme::Role::Error));
}

void applyBracesAndGuides(QsciScintilla &editor, const Theme &theme)
{
    editor.setMatchedBraceForegroundColor(theme.color(Theme::Role::Advice));
    editor.setMatchedBraceBackgroundColor(theme.color(Theme::Role::SelectionBand));
    editor.setUnmatchedBraceForegroundColor(theme.color(Theme::Role::Error));
    editor.setUnmatchedBraceBackgroundColor(theme.color(Theme::Role::Base));
    QColor guide = theme.color(Theme::Role::ControlBorder);
    sendColor(editor, Sci::SCI_STYLESETFORE, Sci::STYLE_INDENTGUIDE, guide);
    send(editor, Sci::SCI_SETINDENTATIONGUIDES, Sci::SC_IV_LOOKBOTH);
    editor.setCaretForegroundColor(theme.color(Theme::Role::Text));
    editor.setCaretLineVisible(false);
    editor.setSelectionBackgroundColor(editor.palette().color(QPalette::Highlight));
    editor.setSelectionForegroundColor(editor.palette().color(QPalette::HighlightedText));
}

void applyMargins(QsciScintilla &editor, const Theme &theme)
{
    const QColor window = theme.color(Theme::Role::Window);
    editor.setMarginsBackgroundColor(window);
    editor.setMarginsForegroundColor(theme.color(Theme::Role::HelpText));
    editor.setMarginType(Margin::Findings, QsciScintilla::SymbolMargin);
    editor.setMarginWidth(Margin::Findings, 20);
    editor.setMarginSensitivity(Margin::Findings, true);
    editor.setMarginMarkerMask(
        Margin::Findings, 1 << Marker::Error | 1 << Marker::Warning | 1 << Marker::Advice);
    editor.setMarginType(Margin::LineNumbers, QsciScintilla::NumberMargin);
    editor.setMarginMarkerMask(Margin::LineNumbers, 0);
    editor.setFolding(QsciScintilla::PlainFoldStyle, Margin::Folding);
    editor.setFoldMarginColors(window, window);
    editor.setMarginType(Margin::ValueBar, QsciScintilla::SymbolMargin);
    editor.setMarginWidth(Margin::ValueBar, 5);
    editor.setMarginMarkerMask(Margin::ValueBar, 1 << Marker::ValueBar);
    send(editor, Sci::SCI_SETMARGINLEFT, 0, 4);
    for (const int marker : {Sci::SC_MARKNUM_FOLDER, Sci::SC_MARKNUM_FOLDEROPEN}) {
        const bool isOpen = marker == Sci::SC_MARKNUM_FOLDEROPEN;
        send(editor, Sci::SCI_MARKERDEFINE, marker,
            isOpen ? Sci::SC_MARK_ARROWDOWN : Sci::SC_MARK_ARROW);
        sendColor(editor, Sci::SCI_MARKERSETFORE, marker, theme.color(Theme::Role::HelpText));
        sendColor(editor, Sci::SCI_MARKERSETBACK, marker, theme.color(Theme::Role::HelpText));
    }
    fitLineNumbers(editor);
}

void defineIndicator(QsciScintilla &editor, int number, int style, const QColor &color)
{
    send(editor, Sci::SCI_INDICSETSTYLE, number, style);
    sendColor(editor, Sci::SCI_INDICSETFORE, number, color);
}

void applyIndicators(QsciScintilla &editor, const Theme &theme)
{
    using Role = Theme::Role;
    defineIndicator(editor, Indicator::Band, Sci::INDIC_FULLBOX, theme.color(Role::SelectionBand));
    send(editor, Sci::SCI_INDICSETALPHA, Indicator::Band, 255);
    send(editor, Sci::SCI_INDICSETOUTLINEALPHA, Indicator::Band, 255);
    send(editor, Sci::SCI_INDICSETUNDER, Indicator::Band, 1);
    defineIndicator(editor, Indicator::Stale, Sci::INDIC_DOTS, theme.color(Role::ControlBorder));
    defineIndicator(editor, Indicator::Advice, Sci::INDIC_DOTS, theme.color(Role::Advice));
    defineIndicator(editor, Indicator::Warning, Sci::INDIC_SQUIGGLE, theme.color(Role::Warning));
    defineIndicator(editor, Indicator::Error, Sci::INDIC_SQUIGGLE, theme.color(Role::Error));
}

void defineImage(QsciScintilla &editor, int marker, Icon icon, const QColor &color)
{
    const qreal ratio = editor.devicePixelRatioF();
    const QImage image
        = themePixmap(icon, color, 16, ratio).toImage().convertToFormat(QImage::Format_ARGB32);
    send(editor, Sci::SCI_RGBAIMAGESETSCALE, qRound(ratio * 100));
    editor.markerDefine(image, marker);
}

void applyMarkers(QsciScintilla &editor, const Theme &theme)
{
    defineImage(editor, Marker::Error, Icon::Error, theme.color(Theme::Role::Error));
    defineImage(editor, Marker::Warning, Icon::Warning, theme.color(Theme::Role::Warning));
    defineImage(editor, Marker::Advice, Icon::Advice, theme.color(Theme::Role::Advice));
    send(editor, Sci::SCI_MARKERDEFINE, Marker::ValueBar, Sci::SC_MARK_FULLRECT);
    sendColor(editor, Sci::SCI_MARKERSETBACK, Marker::ValueBar, theme.color(Theme::Role::Advice));
}

} // namespace

void applyLook(QsciScintilla &editor)
{
    const Theme theme = Theme::of(&editor);
    applyTextStyles(editor, theme);
    applyBracesAndGuides(editor, theme);
    applyMargins(editor, theme);
    applyIndicators(editor, theme);
    applyMarkers(editor, theme);
}

void fitLineNumbers(QsciScintilla &editor)
{
    const qsizetype digits = std::max<qsizetype>(3, QByteArray::number(editor.lines()).size());
    const QByteArray sample(digits, '9');
    const int width = editor.SendScintilla(
        Sci::SCI_TEXTWIDTH, static_cast<uintptr_t>(Sci::STYLE_LINENUMBER), sample.constData());
    editor.setMarginWidth(Margin::LineNumbers, width + 8);
}

} // namespace Pinion
