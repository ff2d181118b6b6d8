namespace Standalone.Demo;

/// <summary>Whether and when the demo business is written: at the very first start of a data folder, never into a business's own data.</summary>
internal static class DemoSetup
{
    /// <summary>Call before anything else has touched the data folder.</summary>
    public static void PrepareDemo(this StandaloneOptions options)
    {
        if (options.Demo && !File.Exists(CredentialsFile.PathIn(options)))
        {
            File.WriteAllText(Pending(options), "The demo business is still to be written here.\n");
        }
    }

    public static async Task SeedDemo(this IServiceProvider services, StandaloneOptions options, Credentials credentials)
    {
        if (!File.Exists(Pending(options)))
        {
            return;
        }

        using var clients = await DemoClients.SignIn(options, credentials, CancellationToken.None);
        await new DemoSeed(clients, services.GetRequiredService<TimeProvider>()).Run(CancellationToken.None);
        File.Delete(Pending(options));
    }

    private static string Pending(StandaloneOptions options) => Path.Combine(options.Data, "demo-pending");
}
