using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Billing.Providers.Stripe.Webhooks;

/// <summary>
/// Whether a webhook's body came from Stripe: the header Stripe-Signature holds t=seconds and one or more v1=HMAC-SHA256, in hex, of
/// "seconds.body" under the endpoint's secret (docs.stripe.com/webhooks/signature).
/// </summary>
internal static class StripeSignature
{
    public const string Header = "Stripe-Signature";

    /// <summary>How old, or how far ahead of our clock, a signature may be.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <param name="body">As received, byte for byte.</param>
    /// <param name="secrets">Any of them will do.</param>
    /// <returns>What is wrong; null when all is well.</returns>
    public static string? Complaint(string header, ReadOnlySpan<byte> body, IEnumerable<string> secrets, DateTimeOffset now)
    {
        var parts = header.Split(',').Select(part => part.Trim().Split('=', 2)).Where(part => part.Length == 2).ToList();
        var time = parts.Find(part => part[0] == "t")?[1];
        var signatures = parts.Where(part => part[0] == "v1").Select(part => part[1]).ToList();
        if (!long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || signatures.Count == 0)
        {
            return $"The header {Header} is missing or is not t=...,v1=....";
        }

        var signed = new byte[Encoding.UTF8.GetByteCount(time) + 1 + body.Length];
        var length = Encoding.UTF8.GetBytes(time, signed);
        signed[length] = (byte)'.';
        body.CopyTo(signed.AsSpan(length + 1));
        if (!secrets.Any(secret => IsSigned(signed, secret, signatures)))
        {
            return "The signature does not fit the body: another secret, or the body was changed on its way.";
        }

        return Math.Abs(now.ToUnixTimeSeconds() - seconds) > Tolerance.TotalSeconds
            ? $"The signature is more than {Tolerance.TotalMinutes:F0} minutes off; check the clock."
            : null;
    }

    private static bool IsSigned(byte[] signed, string secret, List<string> signatures)
    {
        var wanted = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed);
        return signatures.Any(signature => IsHex(signature, wanted.Length) && CryptographicOperations.FixedTimeEquals(Convert.FromHexString(signature), wanted));
    }

    private static bool IsHex(string text, int bytes) => text.Length == bytes * 2 && text.All(char.IsAsciiHexDigit);
}
