using System.Buffers.Text;
using System.Globalization;
using System.Text;
using ServiceDefaults.Errors;

namespace ServiceDefaults.Paging;

/// <summary>Where a page ended, newest first: what comes next is older, or as old with a smaller id.</summary>
public sealed record PageToken(DateTimeOffset CreatedAt, Guid Id)
{
    public const int DefaultSize = 50;
    public const int MaximumSize = 200;

    public override string ToString() => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{CreatedAt.UtcTicks}.{Id:N}")));

    /// <summary>Null for the first page.</summary>
    public static PageToken? Parse(string text)
    {
        if (text.Length == 0)
        {
            return null;
        }

        try
        {
            var parts = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split('.');
            return new PageToken(new DateTimeOffset(long.Parse(parts[0], CultureInfo.InvariantCulture), TimeSpan.Zero), Guid.ParseExact(parts[1], "N"));
        }
        catch (Exception e) when (e is FormatException or IndexOutOfRangeException or OverflowException or ArgumentException)
        {
            throw Foreign();
        }
    }

    /// <summary>Of a short list whose pages are named by a number: that number; 0 for the first page.</summary>
    public static int Number(string text)
    {
        var number = 0;
        return text.Length == 0 || int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number)
            ? number
            : throw Foreign();
    }

    /// <summary>The default for 0; clamped above the maximum; negative is refused.</summary>
    public static int Size(int requested) => requested switch
    {
        < 0 => throw DomainException.InvalidArgument("page_size", "NEGATIVE", "must not be negative."),
        0 => DefaultSize,
        _ => Math.Min(requested, MaximumSize),
    };

    /// <summary>The text is no token of the list.</summary>
    internal static DomainException Foreign() => DomainException.InvalidArgument("page_token", "NOT_A_TOKEN", "is not a next_page_token of this list.");
}
