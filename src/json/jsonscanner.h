// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsontree.h"

namespace Pinion {

/// The tokens of JSON, and what people write in their place. Each scan starts at m_at, leaves m_at
/// behind the token and consumes at least one byte unless it says otherwise.
class JsonScanner
{
protected:
    JsonScanner(const QByteArray &text, std::vector<SyntaxError> &errors)
        : m_text(text.constData())
        , m_size(text.size())
        , m_errors(errors)
    { }
    virtual ~JsonScanner() = default;
    Q_DISABLE_COPY_MOVE(JsonScanner)

    TextRange scanString(bool *hasEscapes = nullptr);
    JsonType scanNumber(TextRange &range);
    JsonType scanLiteral(TextRange &range);
    JsonType scanJunk(TextRange &range);
    void scanWord();
    bool skipTemplate(); ///< false, and nothing consumed, if there is no placeholder here
    void skipBlanks(); ///< and comments, which are errors; may consume nothing

    void error(SyntaxProblem problem, TextRange range);
    virtual void noteDamage() = 0; ///< called for every error, at once

    [[nodiscard]] char current() const { return m_text[m_at]; }
    [[nodiscard]] bool isAtEnd() const { return m_at >= m_size; }
    [[nodiscard]] bool startsWith(QByteArrayView token) const;

    const char *m_text; ///< NUL-terminated, so that one byte past the end may be read
    qsizetype m_size;
    qsizetype m_at = 0;

private:
    void scanEscape();
    void scanUtf8();
    TextRange endUnterminatedString(qsizetype begin);
    void scanToDelimiter(); ///< may consume nothing
    bool skipComment();

    std::vector<SyntaxError> &m_errors;
};

} // namespace Pinion
