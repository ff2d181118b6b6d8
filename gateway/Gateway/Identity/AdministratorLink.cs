using ServiceDefaults;

namespace Gateway.Identity;

/// <summary><c>Gateway administrator-link</c>: prints a fresh sign-in link for the first administrator, with the settings of the gateway, and ends.</summary>
internal static class AdministratorLink
{
    public const string Command = "administrator-link";

    public static async Task<int> PrintAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.AddServiceDefaults("gateway");
        builder.AddGateway();
        await using var app = builder.Build();
        await using var scope = app.Services.CreateAsyncScope();
        Console.WriteLine(await scope.ServiceProvider.GetRequiredService<IFirstAdministrator>().CreateLinkAsync(CancellationToken.None));
        return 0;
    }
}
