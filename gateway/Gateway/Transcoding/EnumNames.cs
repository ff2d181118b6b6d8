using System.Collections.Concurrent;
using System.Text;
using Contracts.Common.V1;
using Google.Protobuf.Reflection;

namespace Gateway.Transcoding;

/// <summary>Enum values by any spelling a client is likely to send: CLOSE_WHEN_NOW, now, Now; end_of_period, endOfPeriod.</summary>
internal static class EnumNames
{
    private static readonly ConcurrentDictionary<EnumDescriptor, IReadOnlyDictionary<string, int>> _names = new();

    public static bool TryFind(EnumDescriptor type, string text, out int number) =>
        _names.GetOrAdd(type, NamesOf).TryGetValue(Bare(text), out number);

    /// <summary>The short names of what a request may hold, for messages to clients.</summary>
    public static string Choices(EnumDescriptor type)
    {
        var prefix = PrefixOf(type);
        return string.Join(", ", type.Values.Where(value => value.Number != 0 && !IsReadOnly(value)).Select(value => Short(value.Name, prefix).ToLowerInvariant()));
    }

    private static bool IsReadOnly(EnumValueDescriptor value) => value.GetOptions()?.GetExtension(AccessExtensions.ReadOnly) == true;

    private static Dictionary<string, int> NamesOf(EnumDescriptor type)
    {
        var prefix = PrefixOf(type);
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var value in type.Values)
        {
            names.TryAdd(Bare(Short(value.Name, prefix)), value.Number);
            names.TryAdd(Bare(value.Name), value.Number);
        }

        return names;
    }

    private static string Short(string name, string prefix) =>
        name.StartsWith(prefix, StringComparison.Ordinal) && name.Length > prefix.Length ? name[prefix.Length..] : name;

    // CloseWhen -> CLOSE_WHEN_
    private static string PrefixOf(EnumDescriptor type)
    {
        var prefix = new StringBuilder();
        foreach (var c in type.Name)
        {
            if (char.IsUpper(c) && prefix.Length > 0)
            {
                prefix.Append('_');
            }

            prefix.Append(char.ToUpperInvariant(c));
        }

        return prefix.Append('_').ToString();
    }

    private static string Bare(string text) =>
        text.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();
}
