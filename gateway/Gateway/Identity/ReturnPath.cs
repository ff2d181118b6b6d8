namespace Gateway.Identity;

/// <summary>Where a sign-in leads on to: a page of its own side, whatever was asked for.</summary>
internal static class ReturnPath
{
    private static readonly Uri _here = new("http://here");

    /// <param name="side">/admin or /portal.</param>
    /// <param name="wanted">As a client wrote it.</param>
    /// <returns>The path and query; the side's first page in place of any other address.</returns>
    public static string Of(string side, string? wanted) =>
        IsPlain(wanted) && Uri.TryCreate(_here, wanted, out var page) && page.Authority == _here.Authority
        && IsPlain(Uri.UnescapeDataString(page.AbsolutePath)) && page.AbsolutePath.StartsWith(side + "/", StringComparison.Ordinal)
            ? page.PathAndQuery
            : side;

    // Browsers read a backslash as a slash, and two slashes as the begin of another host.
    private static bool IsPlain(string? path) =>
        path is ['/', ..] && !path.Contains("//", StringComparison.Ordinal) && !path.Contains('\\') && !path.Any(char.IsControl)
        && !path.Split('/').Any(segment => segment is "." or "..");
}
