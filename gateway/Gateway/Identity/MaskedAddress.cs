namespace Gateway.Identity;

/// <summary>A mail address that its owner knows again and others learn little from: a•••@example.com.</summary>
internal static class MaskedAddress
{
    private const string Hidden = "•••";

    public static string Of(string address)
    {
        var at = address.LastIndexOf('@');
        var shown = at > 1 && !char.IsSurrogate(address[0]) ? address[..1] : "";
        return at < 0 ? Hidden : shown + Hidden + address[at..];
    }
}
