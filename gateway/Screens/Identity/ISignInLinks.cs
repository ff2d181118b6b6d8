namespace Screens.Identity;

/// <summary>Which side of the house a sign-in link opens. A link for one never opens the other.</summary>
public enum SignInPurpose
{
    /// <summary>The admin screens.</summary>
    Staff,

    /// <summary>The customer portal.</summary>
    Customer,
}

/// <summary>Makes the single-use links that people sign in with; the gateway implements it.</summary>
public interface ISignInLinks
{
    /// <summary>Where staff sign in through the business's identity provider; null when there is none.</summary>
    string? StaffProviderPath { get; }

    /// <summary>
    /// Mails a link to the address if it belongs to a person who may sign in, and does the same work otherwise:
    /// who is known here cannot be told from the answer.
    /// </summary>
    Task RequestLinkAsync(SignInPurpose purpose, string email, CancellationToken ct);

    /// <summary>An absolute link that opens the portal as the customer.</summary>
    Task<Uri> CreatePortalLinkAsync(string customerId, CancellationToken ct);

    /// <summary>
    /// Lets the signed-in member of staff look at the portal as the customer, in this browser and until the staff session ends. Call it for a form
    /// that was posted: it begins a session.
    /// </summary>
    Task OpenPreviewAsync(string customerId, CancellationToken ct);
}
