using Billing;
using Gateway;
using Gateway.Data;
using Gateway.Identity;
using Notifications;
using Plans;
using ServiceDefaults;
using ServiceDefaults.Data;
using ServiceDefaults.Health;
using ServiceDefaults.Hosting;
using ServiceDefaults.Messaging;
using ServiceDefaults.Telemetry;
using Standalone;
using Standalone.Demo;
using Subscriptions;

if (args.Contains("--help"))
{
    Console.WriteLine(StandaloneOptions.Help);
    return 0;
}

if (args.Contains(ProductVersion.Option))
{
    Console.WriteLine(ProductVersion.Text);
    return 0;
}

return await ServiceProgram.ReportSettingsAsync(RunAsync);

async Task<int> RunAsync()
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
    var options = builder.AddStandalone(args);
    if (options.AdminLink)
    {
        return await AdministratorLink.PrintAsync(builder);
    }

    builder.AddServiceDefaults("standalone");
    builder.AddPlans();
    builder.AddSubscriptions();
    builder.AddBilling();
    builder.AddNotifications();
    builder.AddGateway();
    builder.AddMessaging();

    await using var app = builder.Build();
    app.UseServerSpanNames();
    app.MapServicesOn(options.GrpcPort);
    app.UseDemoGate();
    app.MapGateway();
    app.MapHealth();

    await Task.WhenAll(app.Services.MigrateDatabasesAsync(), app.Services.MigrateGatewayAsync());
    var credentials = await app.Services.EnsureApplications(options);
    try
    {
        await app.StartAsync();
    }
    catch (IOException e)
    {
        Console.Error.WriteLine($"{e.Message} Choose other ports with --port and --grpc-port.");
        return 1;
    }

    try
    {
        await app.Services.AnnounceReady(options, credentials);
        await app.Services.WriteDemo(options, credentials, app.Lifetime.ApplicationStopping);
    }
    catch (Exception) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
    {
        // Stopped while it was starting; the next start goes on from here.
    }

    await app.WaitForShutdownAsync();
    return 0;
}
