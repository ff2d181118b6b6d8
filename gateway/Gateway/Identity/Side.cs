namespace Gateway.Identity;

/// <summary>One of the two sides of the screens, each with a cookie of its own.</summary>
/// <param name="Root">/admin or /portal.</param>
/// <param name="Scheme">One of <see cref="Schemes"/>.</param>
/// <param name="Purposes">Of the links that open it.</param>
internal sealed record Side(string Root, string Scheme, List<LinkPurpose> Purposes)
{
    public static readonly Side Staff = new("/admin", Schemes.Staff, [LinkPurpose.Staff]);
    public static readonly Side Portal = new("/portal", Schemes.Portal, [LinkPurpose.Customer, LinkPurpose.Preview]);

    public static readonly IReadOnlyList<Side> Both = [Staff, Portal];

    /// <param name="purpose">Of a link; null of an unknown one, which customers are likelier to hold.</param>
    public static Side Of(LinkPurpose? purpose) => purpose == LinkPurpose.Staff ? Staff : Portal;
}
