using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using ServiceDefaults.Health;
using ServiceDefaults.Messaging;
using ServiceDefaults.Telemetry;
using ServiceDefaults.Tls;

namespace ServiceDefaults.Hosting;

/// <summary>A service as a process of its own.</summary>
public static class ServiceProgram
{
    /// <summary>Exit code for a configuration that cannot work; EX_CONFIG of sysexits.h.</summary>
    public const int WrongConfiguration = 78;

    /// <param name="name">plans, subscriptions ...</param>
    /// <returns>Exit code.</returns>
    public static Task<int> RunAsync(string[] args, string name, Action<IHostApplicationBuilder> add, Action<IEndpointRouteBuilder> map) =>
        RunAsync(args, () =>
        {
            var builder = WebApplication.CreateBuilder(args);
            builder.AddServiceDefaults(name);
            add(builder);
            builder.AddMessaging();
            builder.Services.UseTlsForEndpoints();

            var app = builder.Build();
            app.UseServerSpanNames();
            app.MapServiceDefaults();
            app.MapHealth();
            map(app);
            return Task.FromResult(app);
        });

    /// <summary>Runs any process of the system, or prints its version; what is wrong with its settings is said in one line each, without a stack trace.</summary>
    public static async Task<int> RunAsync(string[] args, Func<Task<WebApplication>> build)
    {
        if (args is [ProductVersion.Option])
        {
            await Console.Out.WriteLineAsync(ProductVersion.Text);
            return 0;
        }

        return await ReportSettingsAsync(async () =>
        {
            await using var app = await build();
            await app.RunAsync();
            return 0;
        });
    }

    /// <summary>Runs a program; what is wrong with its settings is said in one line each, without a stack trace.</summary>
    /// <returns>Its exit code, or <see cref="WrongConfiguration"/>.</returns>
    public static async Task<int> ReportSettingsAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception e) when (Settings.Complaints(e) is { } complaints)
        {
            foreach (var complaint in complaints)
            {
                await Console.Error.WriteLineAsync($"Configuration: {complaint}");
            }

            return WrongConfiguration;
        }
    }
}
