using Billing;
using ServiceDefaults;
using ServiceDefaults.Health;
using ServiceDefaults.Messaging;
using ServiceDefaults.Telemetry;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("billing");
builder.AddBilling();
builder.AddMessaging();

await using var app = builder.Build();
app.UseServerSpanNames();
app.MapServiceDefaults();
app.MapHealth();
app.MapBilling();
await app.RunAsync();
