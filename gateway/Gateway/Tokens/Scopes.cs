namespace Gateway.Tokens;

/// <summary>What an application may ask for: a service, only reading from it, or one narrow task of it: plans, plans:read, notifications:deliveries.</summary>
internal static class Scopes
{
    private const string Read = ":read";

    /// <summary>Reporting what became of mails, for a mail provider's webhook.</summary>
    private const string Deliveries = "notifications:deliveries";

    public static readonly IReadOnlyList<string> Services = ["plans", "subscriptions", "billing", "notifications"];

    public static IEnumerable<string> All => Services.SelectMany(service => new[] { service, service + Read }).Append(Deliveries);

    public static IReadOnlyList<string> Split(string scopes) =>
        scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().ToList();

    public static bool Exists(string scope) => All.Contains(scope);

    /// <summary>Whether what was granted covers what is asked: a service covers reading from it.</summary>
    public static bool Covers(IReadOnlyList<string> granted, string asked) => granted.Contains(asked) || granted.Contains(ServiceOf(asked));

    public static string ServiceOf(string scope) => scope.Split(':')[0];

    /// <summary>What people read about it.</summary>
    public static string Describe(string scope) =>
        scope == ServiceOf(scope) ? $"Everything of {scope}"
        : scope == Deliveries ? "Reporting what became of mails"
        : $"Reading from {ServiceOf(scope)}";
}
