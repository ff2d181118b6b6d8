using System.Globalization;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Gateway.Transcoding;

/// <summary>Reads single values, from JSON or from the text of a path or query parameter.</summary>
internal static class Scalars
{
    private const NumberStyles Number = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <returns>The value as the generated code holds it, or null after adding a violation.</returns>
    public static object? FromJson(FieldDescriptor field, JsonElement element, string path, Violations violations)
    {
        var isText = field.FieldType is FieldType.String or FieldType.Bytes;
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                return TryGetString(element, path, violations) is not { } text ? null
                    : field.FieldType == FieldType.Bool ? Wrong(path, "true or false", violations)
                    : FromText(field, text, path, violations);
            case JsonValueKind.Number when !isText && field.FieldType != FieldType.Bool:
                return FromText(field, element.GetRawText(), path, violations);
            case JsonValueKind.True or JsonValueKind.False when field.FieldType == FieldType.Bool:
                return element.GetBoolean();
            default:
                return Wrong(path, Expected(field), violations);
        }
    }

    /// <returns>The value as the generated code holds it, or null after adding a violation.</returns>
    public static object? FromText(FieldDescriptor field, string text, string path, Violations violations)
    {
        object? value = field.FieldType switch
        {
            FieldType.String => text,
            FieldType.Bytes => Bytes(text),
            FieldType.Bool => bool.TryParse(text, out var flag) ? flag : null,
            FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 => Integer(text, int.MinValue, int.MaxValue) is { } n ? (int)n : null,
            FieldType.UInt32 or FieldType.Fixed32 => Integer(text, uint.MinValue, uint.MaxValue) is { } n ? (uint)n : null,
            FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => Integer(text, long.MinValue, long.MaxValue) is { } n ? (long)n : null,
            FieldType.UInt64 or FieldType.Fixed64 => Integer(text, ulong.MinValue, ulong.MaxValue) is { } n ? (ulong)n : null,
            FieldType.Double => double.TryParse(text, Number, CultureInfo.InvariantCulture, out var d) && double.IsFinite(d) ? d : null,
            FieldType.Float => float.TryParse(text, Number, CultureInfo.InvariantCulture, out var f) && float.IsFinite(f) ? f : null,
            FieldType.Enum => EnumValue(field.EnumType, text),
            _ => null,
        };
        return value ?? Wrong(path, Expected(field), violations);
    }

    /// <summary>A JSON string, unless it holds half a surrogate pair.</summary>
    public static string? TryGetString(JsonElement element, string path, Violations violations)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            violations.Add(path, "INVALID_TEXT", "is not valid Unicode text.");
            return null;
        }
    }

    public static object? Wrong(string path, string expected, Violations violations)
    {
        violations.Add(path, "WRONG_TYPE", $"must be {expected}.");
        return null;
    }

    private static object? EnumValue(EnumDescriptor type, string text)
    {
        if (EnumNames.TryFind(type, text, out var number))
        {
            return number;
        }

        return Integer(text, int.MinValue, int.MaxValue) is { } n && type.FindValueByNumber((int)n) is { } value ? value.Number : null;
    }

    // 5, "5", 5.0 and 5e0 are the same number in proto3 JSON.
    private static decimal? Integer(string text, decimal least, decimal most) =>
        decimal.TryParse(text, Number, CultureInfo.InvariantCulture, out var number)
            && number == decimal.Truncate(number) && number >= least && number <= most
            ? number
            : null;

    private static ByteString? Bytes(string text)
    {
        var standard = text.Replace('-', '+').Replace('_', '/').TrimEnd('=');
        var buffer = new byte[standard.Length];
        return Convert.TryFromBase64String(standard.PadRight((standard.Length + 3) / 4 * 4, '='), buffer, out var length)
            ? ByteString.CopyFrom(buffer, 0, length)
            : null;
    }

    private static string Expected(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.String => "a string",
        FieldType.Bytes => "a base64 string",
        FieldType.Bool => "true or false",
        FieldType.Enum => $"one of {EnumNames.Choices(field.EnumType)}",
        FieldType.Double or FieldType.Float => "a number",
        FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => "a whole number of at most 64 bits",
        FieldType.UInt64 or FieldType.Fixed64 => "a whole number from 0 of at most 64 bits",
        FieldType.UInt32 or FieldType.Fixed32 => "a whole number from 0 of at most 32 bits",
        _ => "a whole number of at most 32 bits",
    };
}
