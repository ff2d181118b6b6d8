using Contracts.Common.V1;
using Screens.Languages;

namespace Screens.Components;

/// <summary>Who did something, by name. The names that the product itself has given are words, and said in the reader's language.</summary>
public static class ActorWords
{
    public static string Of(Actor? actor, Locale locale)
    {
        ArgumentNullException.ThrowIfNull(locale);
        var kind = actor?.Kind is { } known and not ActorKind.Unspecified ? known : ActorKind.System;
        return kind == ActorKind.System || string.IsNullOrEmpty(actor!.Name) || actor.Name is "staff" or "application" or "system"
            ? locale[$"Actor_{kind}"]
            : Name(actor.Name, locale);
    }

    /// <summary>A name as it is, or the words for one that the product has given: to the first administrator, and to the credentials for internal applications.</summary>
    public static string Name(string name, Locale locale)
    {
        ArgumentNullException.ThrowIfNull(locale);
        return name switch
        {
            "Administrator" => locale["Name_Administrator"],
            "Internal application" => locale["Name_InternalApplication"],
            _ => name,
        };
    }
}
