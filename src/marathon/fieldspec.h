// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "marathon/marathonversion.h"

#include <QFlags>

#include <optional>
#include <span>
#include <string_view>

namespace Pinion {

/// The bodies of Marathon's REST API that have a schema of their own.
enum class SchemaRoot : quint8 { App, Group, Pod };

/// JSON types a field may have. An integer is a number without fraction (2, 2.0).
enum class FieldType : quint8 {
    String = 0x01,
    Integer = 0x02,
    Number = 0x04,
    Boolean = 0x08,
    Object = 0x10,
    Array = 0x20,
};
Q_DECLARE_FLAGS(FieldTypes, FieldType)

/// Sections of the form, in their order on screen.
enum class Section : quint8 {
    None, ///< not in the form: written by the server, or of a body that has no form
    Container,
    Resources,
    Command,
    Network,
    Environment,
    Health,
    Storage,
    Placement,
    Rollout,
    Labels,
};

/// How soon a field is seen. Essential fields also stand on the first page.
enum class Tier : quint8 { Essential, Common, More };

/// Which kind of editor shows the field.
enum class Presentation : quint8 {
    None, ///< an object that only groups its members, or a field outside the form
    Text, ///< one line
    Multiline, ///< several lines, monospace
    Quantity, ///< a number with a unit, as text with a validator
    Percent, ///< a number 0..1 shown as 0..100 %
    Toggle, ///< a check box
    Choice, ///< one of `values`
    OpenChoice, ///< one of `values`, or any text
    Image, ///< an image reference
    StringList, ///< an array of scalars, one per row
    Map, ///< an object with free keys
    Table, ///< an array of flat objects (or of arrays, for constraints)
    Cards, ///< an array of objects that deserve a form each
};

/// Who writes the field.
enum class FieldStatus : quint8 {
    Current,
    Legacy, ///< an older place that newer servers convert; `replacement` names the new one
    Rejected, ///< known to the reader but always refused (container.docker.credential)
    ReadOnly, ///< only the server writes it
};

/// One field of an app, group or pod definition: the single source for form, tooltips, completion,
/// type checks, `pinion-cli explain` and the field reference in docs/.
struct FieldSpec
{
    /// RFC 6901 pointer from the root of its body; a '*' token stands for any element of an array
    /// or any key of a map. A group's members (`apps/*`, `groups/*`) are bodies of their own.
    std::string_view pointer;
    FieldTypes types;
    std::string_view label; ///< short, sentence case: "Image"
    std::string_view help; ///< one or two sentences: meaning, then condition or consequence
    std::string_view unit = {}; ///< "MiB", "s", "GiB", "cores" …
    std::string_view defaultLiteral = {}; ///< JSON the server fills in; empty when there is none
    std::span<const std::string_view> values
        = {}; ///< as the server writes them; for OpenChoice mere suggestions
    std::optional<double> minimum
        = {}; ///< inclusive; what the server enforces, not what the specification says
    std::optional<double> maximum = {}; ///< inclusive
    qsizetype minimumLength = 0; ///< of a string in characters, of an array in items
    qsizetype maximumLength = 0; ///< 0: no limit
    std::string_view pattern
        = {}; ///< regular expression (Perl syntax) that the whole string must match
    bool isRequired = false; ///< when its parent object is there
    MarathonVersion since = {}; ///< unset: in every supported version
    MarathonVersion deprecated = {}; ///< for Legacy fields: since when
    FieldStatus status = FieldStatus::Current;
    std::string_view replacement = {}; ///< pointer of the field that took over
    Section section = Section::None;
    Tier tier = Tier::Common;
    Presentation presentation = Presentation::None;
    std::string_view source
        = {}; ///< where the fact comes from, e.g. "RAML: app.raml" or a class of the server

    [[nodiscard]] constexpr bool accepts(FieldType type) const { return types.testFlag(type); }
};

} // namespace Pinion

Q_DECLARE_OPERATORS_FOR_FLAGS(Pinion::FieldTypes)
