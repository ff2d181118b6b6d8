using System.Net.Mail;
using System.Text;

namespace ServiceDefaults.Errors;

/// <summary>What may stand where one mail address is asked for.</summary>
public static class MailAddressText
{
    /// <summary>Characters (UTF-16 code units), as SMTP has it.</summary>
    public const int MaximumLength = 254;

    /// <summary>
    /// One plain address: no name, no list, no comment, nothing that could end a header line. Nothing invisible either: two addresses that read alike
    /// would be two customers.
    /// </summary>
    public static bool IsPlain(string text) =>
        text.Length is > 0 and <= MaximumLength
        && Key(text).Length <= MaximumLength
        && !text.EnumerateRunes().Any(rune => Rune.IsControl(rune) || Characters.IsInvisible(rune) || rune.Value is ',' or ';' or '<' or '>' or '"' or '(' or ')')
        && MailAddress.TryCreate(text, out var address) && address.Address == text && address.DisplayName.Length == 0;

    /// <summary>The same for every way of writing one address: neither case counts, nor width, nor how an accented letter is composed.</summary>
    public static string Key(string address) => string.Concat(address.Trim().EnumerateRunes()).Normalize(NormalizationForm.FormKC).ToLowerInvariant();

    /// <summary>Checks and trims one mail address.</summary>
    public static string Email(this FieldValidator validator, string field, string? value, bool required = true)
    {
        var text = validator.Text(field, value, MaximumLength, required);
        validator.Require(text.Length is 0 or > MaximumLength || IsPlain(text), field, "NOT_A_MAIL_ADDRESS", "is not a mail address.");
        return text;
    }
}
