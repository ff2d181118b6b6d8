namespace Gateway.Tokens;

/// <summary>What an application may ask for: a service, or only reading from it: plans, plans:read.</summary>
internal static class Scopes
{
    private const string Read = ":read";

    public static readonly IReadOnlyList<string> Services = ["plans", "subscriptions", "billing", "notifications"];

    public static IEnumerable<string> All => Services.SelectMany(service => new[] { service, service + Read });

    public static IReadOnlyList<string> Split(string scopes) =>
        scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().ToList();

    public static bool Exists(string scope) => All.Contains(scope);

    /// <summary>Whether what was granted covers what is asked: a service covers reading from it.</summary>
    public static bool Covers(IReadOnlyList<string> granted, string asked) => granted.Contains(asked) || granted.Contains(ServiceOf(asked));

    public static string ServiceOf(string scope) => scope.EndsWith(Read, StringComparison.Ordinal) ? scope[..^Read.Length] : scope;
}
