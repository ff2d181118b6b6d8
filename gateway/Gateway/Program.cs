using Gateway;
using Gateway.Data;
using Gateway.Proxy;
using ServiceDefaults;
using ServiceDefaults.Health;
using ServiceDefaults.Telemetry;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("gateway");
builder.AddGateway();
builder.AddGrpcPort();

var app = builder.Build();
if (app.Configuration.GetValue("Database:MigrateAtStart", false))
{
    await app.Services.MigrateGatewayAsync();
}

app.UseServerSpanNames();
app.MapGateway();
app.MapHealth();
await app.RunAsync();
