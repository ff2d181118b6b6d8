using System.Globalization;
using System.Text.Json;
using Contracts.Common.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Gateway.Transcoding;

/// <summary>Messages that JSON writes as one value: dates, instants, field masks, amounts of money.</summary>
internal static class ValueForms
{
    /// <summary>Whether the message is one value: a change of a part of it is a change of the whole.</summary>
    public static bool IsValue(MessageDescriptor type) => type.File.Package is "common.v1" or "google.protobuf";

    /// <summary>Whether the type has a form of a single text, so that it can stand in a query.</summary>
    public static bool HasText(MessageDescriptor type) =>
        type == Date.Descriptor || type.File.Package == "google.protobuf";

    /// <returns>The message, or null after adding a violation.</returns>
    public static IMessage? FromText(MessageDescriptor type, string text, string path, Violations violations)
    {
        if (type == Date.Descriptor)
        {
            return ToDate(text) ?? (IMessage?)Scalars.Wrong(path, "a date such as 2026-01-31", violations);
        }

        if (type == FieldMask.Descriptor)
        {
            return ToMask(text);
        }

        return FromWellKnown(type, JsonSerializer.Serialize(text), path, violations);
    }

    /// <summary>Types of google.protobuf have their own JSON forms; protobuf's parser knows them.</summary>
    public static IMessage? FromWellKnown(MessageDescriptor type, string json, string path, Violations violations)
    {
        try
        {
            return JsonParser.Default.Parse(json, type);
        }
        catch (Exception wrong) when (wrong is InvalidProtocolBufferException or InvalidJsonException or FormatException or ArgumentException or OverflowException)
        {
            var expected = type == Timestamp.Descriptor ? "an instant such as 2026-01-31T08:00:00Z" : $"a {type.FullName} in its JSON form";
            return (IMessage?)Scalars.Wrong(path, expected, violations);
        }
    }

    /// <summary>{"currencyCode": "EUR", "amount": "12.50"} beside the plain form with units and nanos.</summary>
    /// <param name="amount">A decimal as a string, so that no reader takes it for floating point.</param>
    public static bool TryReadAmount(JsonElement amount, Money money, string path, Violations violations)
    {
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (amount.ValueKind != JsonValueKind.String
            || !decimal.TryParse(amount.GetString(), style, CultureInfo.InvariantCulture, out var value)
            || decimal.Truncate(value) is < long.MinValue or > long.MaxValue
            || decimal.Round(value, 9) != value)
        {
            Scalars.Wrong(path, "a decimal as a string, such as \"12.50\"", violations);
            return false;
        }

        money.Units = (long)decimal.Truncate(value);
        money.Nanos = (int)((value - decimal.Truncate(value)) * 1_000_000_000m);
        return true;
    }

    private static Date? ToDate(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? new Date { Year = date.Year, Month = date.Month, Day = date.Day }
            : null;

    // "selfService.closable,name" and "self_service.closable,name" mean the same.
    private static FieldMask ToMask(string text)
    {
        var mask = new FieldMask();
        mask.Paths.AddRange(text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Snake));
        return mask;
    }

    private static string Snake(string path) =>
        string.Concat(path.Select(c => char.IsAsciiLetterUpper(c) ? $"_{char.ToLowerInvariant(c)}" : c.ToString()));
}
