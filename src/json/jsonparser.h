// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsonscanner.h"

namespace Pinion {

/// Builds a JsonTree in one pass over the bytes, without recursion, and recovers from every
/// mistake: the tree keeps what could be recognised. Used through JsonTree::parse only.
class JsonParser : private JsonScanner
{
public:
    explicit JsonParser(JsonTree &tree);
    void run();

private:
    using Record = JsonTree::Record;

    // Structure
    void step();
    bool skipTag(bool isObject);
    void closeAll();
    void closeBracket(char bracket);
    void comma();
    void member();
    TextRange memberKey(bool &hasEscapes);
    void value(TextRange key, bool keyHasEscapes);
    void openContainer(JsonType type, TextRange key, bool keyHasEscapes);
    void closeContainer();
    qint32 addNode(JsonType type, TextRange range, TextRange key, bool keyHasEscapes);
    void tag(Record &member, Record &object, bool keyHasEscapes);
    [[nodiscard]] bool isTagUsed(const Record &object, const Record &member) const;
    [[nodiscard]] bool isAncestorOfType(JsonType type) const;

    void noteDamage() override;

    JsonTree &m_tree;
    qint32 m_container = -1; ///< the innermost open object or array
    qsizetype m_valueEnd = 0; ///< end of the value read last
    qsizetype m_comma = -1; ///< place of the comma after that value, or -1
};

} // namespace Pinion
