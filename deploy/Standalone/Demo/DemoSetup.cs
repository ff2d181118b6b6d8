using System.Globalization;

namespace Standalone.Demo;

/// <summary>Whether and when the demo business is written: at the very first start of a data folder, never into a business's own data.</summary>
internal static class DemoSetup
{
    private const string Day = "yyyy-MM-dd";

    /// <summary>Call before anything else has touched the data folder. A mark stays there until the demo is written whole.</summary>
    public static void PrepareDemo(this StandaloneOptions options, TimeProvider clock)
    {
        if (!options.Demo)
        {
            File.Delete(Pending(options));
        }
        else if (!File.Exists(CredentialsFile.PathIn(options)))
        {
            File.WriteAllText(Pending(options), Today(clock).ToString(Day, CultureInfo.InvariantCulture));
        }
    }

    public static async Task SeedDemo(this IServiceProvider services, StandaloneOptions options, Credentials credentials, CancellationToken ct)
    {
        if (!File.Exists(Pending(options)))
        {
            return;
        }

        var begun = DateOnly.TryParseExact(await File.ReadAllTextAsync(Pending(options), ct), Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : Today(services.GetRequiredService<TimeProvider>());
        using var clients = await DemoClients.SignIn(options, credentials, ct);
        await new DemoSeed(clients, begun).Run(ct);
        File.Delete(Pending(options));
    }

    private static DateOnly Today(TimeProvider clock) => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    private static string Pending(StandaloneOptions options) => Path.Combine(options.Data, "demo-pending");
}
