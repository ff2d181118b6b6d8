namespace Screens.Identity;

/// <summary>What the page of a sign-in link says of it.</summary>
/// <param name="Name">Who would be signed in.</param>
/// <param name="MaskedAddress">The person's mail address, most of it hidden: enough to know one's own by.</param>
/// <param name="IsPreview">Staff look at the portal as the customer, and may change nothing.</param>
public sealed record SignInLinkSummary(SignInPurpose Purpose, string Name, string MaskedAddress, bool IsPreview);
