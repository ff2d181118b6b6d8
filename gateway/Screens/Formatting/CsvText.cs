using System.Globalization;
using System.Text;
using Contracts.Common.V1;

namespace Screens.Formatting;

/// <summary>
/// Tables for spreadsheets and other programs (RFC 4180): UTF-8 with a byte order mark, numbers with a point and no groups. A text that
/// a spreadsheet would take for a formula is held back by an apostrophe.
/// </summary>
public sealed class CsvText
{
    readonly StringBuilder rows = new();
    bool begun;
    bool sent;

    public const string ContentType = "text/csv; charset=utf-8";

    /// <param name="columns">Names in lower_snake_case, the same in every language.</param>
    public CsvText(params string[] columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        foreach (var column in columns)
        {
            Text(column);
        }

        EndRow();
    }

    public CsvText Text(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var safe = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' ? "'" + text : text;
        return Write(safe.AsSpan().IndexOfAny("\",;\r\n") >= 0 ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe);
    }

    public CsvText Number(long number) => Write(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>With all digits of its currency.</summary>
    public CsvText Amount(Money money)
    {
        ArgumentNullException.ThrowIfNull(money);
        return Write(money.ToDecimal().ToString("F" + Currency.Digits(money.CurrencyCode), CultureInfo.InvariantCulture));
    }

    /// <summary>A percentage: 1250 becomes 12.50.</summary>
    public CsvText Percent(int basisPoints) => Write((basisPoints / 100m).ToString("F2", CultureInfo.InvariantCulture));

    public CsvText Day(Date date)
    {
        ArgumentNullException.ThrowIfNull(date);
        return Write($"{date.Year:0000}-{date.Month:00}-{date.Day:00}");
    }

    public CsvText EndRow()
    {
        rows.Append("\r\n");
        begun = false;
        return this;
    }

    /// <summary>What was written since the last time, for tables that are sent while they are made.</summary>
    public byte[] Take()
    {
        byte[] taken = [.. sent ? [] : Encoding.UTF8.Preamble.ToArray(), .. Encoding.UTF8.GetBytes(rows.ToString())];
        rows.Clear();
        sent = true;
        return taken;
    }

    public byte[] ToBytes() => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(rows.ToString())];

    CsvText Write(string cell)
    {
        rows.Append(begun ? "," : "").Append(cell);
        begun = true;
        return this;
    }
}
