using ServiceDefaults;

namespace Gateway.Identity;

/// <summary>
/// <c>Gateway administrator-link</c>: prints a new sign-in link for the first administrator, with the settings of the gateway, and ends.
/// It needs the gateway's database, so that only who runs the gateway can ask for one.
/// </summary>
public static class AdministratorLink
{
    internal const string Command = "administrator-link";

    /// <param name="builder">Holds the gateway's settings and nothing else yet.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> PrintAsync(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.AddServiceDefaults("gateway");
        builder.AddGateway();
        await using var app = builder.Build();
        await using var scope = app.Services.CreateAsyncScope();
        Console.WriteLine(await scope.ServiceProvider.GetRequiredService<IFirstAdministrator>().CreateLinkAsync(CancellationToken.None));
        return 0;
    }
}
