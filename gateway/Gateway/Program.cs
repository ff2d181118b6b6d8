using Gateway;
using Gateway.Data;
using Gateway.Identity;
using Gateway.Proxy;
using ServiceDefaults;
using ServiceDefaults.Health;
using ServiceDefaults.Hosting;
using ServiceDefaults.Telemetry;

if (args is [AdministratorLink.Command])
{
    return await AdministratorLink.PrintAsync(WebApplication.CreateBuilder());
}

return await ServiceProgram.RunAsync(args, async () =>
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddServiceDefaults("gateway");
    builder.AddGateway();
    builder.AddGatewayPorts();

    var app = builder.Build();
    if (app.Configuration.GetValue("Database:MigrateAtStart", false))
    {
        await app.Services.MigrateGatewayAsync();
    }

    app.UseServerSpanNames();
    app.MapGateway();
    app.MapHealth();
    return app;
});
