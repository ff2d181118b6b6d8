using Contracts.Conversions;
using Contracts.Events;

namespace Notifications.Rendering;

/// <summary>How mails name what an invoice bills: a subscription order with its plan, or a pass; a line whose value is empty is left out.</summary>
internal static class SourceValues
{
    /// <param name="source">Null for what is billed by itself.</param>
    public static IEnumerable<KeyValuePair<string, string>> Of(Subject? source, string language)
    {
        var (number, name) = (source?.Number ?? "", source?.Name.In(language) ?? "");
        var isPass = source?.Kind == SubjectKinds.Pass;
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["order"] = isPass ? "" : number,
            ["plan"] = isPass ? "" : name,
            ["pass"] = isPass ? $"{number} · {name}" : "",
        };
    }
}
