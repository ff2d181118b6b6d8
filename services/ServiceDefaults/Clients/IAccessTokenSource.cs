namespace ServiceDefaults.Clients;

/// <summary>Where a gRPC client gets the access token for the service that it calls.</summary>
public interface IAccessTokenSource
{
    /// <param name="audience">plans, subscriptions, billing or notifications.</param>
    /// <returns>A signed token, or null to call without one.</returns>
    ValueTask<string?> GetTokenAsync(string audience, CancellationToken ct);
}
