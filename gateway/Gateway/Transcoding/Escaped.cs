using System.Text;

namespace Gateway.Transcoding;

/// <summary>Text of an address as it was sent, with bytes as %C3%A9.</summary>
internal static class Escaped
{
    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Whether the bytes are text. The framework leaves those that are not as they were escaped, which looks like %25FF.</summary>
    public static bool IsUtf8(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal))
        {
            return true;
        }

        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
            {
                bytes.Add(Convert.ToByte(text.Substring(i + 1, 2), 16));
                i += 2;
            }
            else
            {
                // One that was not escaped ends what was begun, whatever it is.
                bytes.Add((byte)'.');
            }
        }

        try
        {
            return _strict.GetCharCount([.. bytes]) >= 0;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
