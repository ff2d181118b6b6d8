using System.Net;
using System.Text;
using System.Text.Unicode;

namespace Gateway.Transcoding;

/// <summary>Text of an address as it was sent, with bytes as %C3%A9.</summary>
internal static class Escaped
{
    /// <summary>Whether the bytes are text. The framework leaves those that are not as they were escaped, which looks like %25FF.</summary>
    public static bool IsUtf8(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return Utf8.IsValid(WebUtility.UrlDecodeToBytes(bytes, 0, bytes.Length));
    }
}
