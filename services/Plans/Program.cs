using Plans;
using ServiceDefaults;
using ServiceDefaults.Health;
using ServiceDefaults.Messaging;
using ServiceDefaults.Telemetry;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("plans");
builder.AddPlans();
builder.AddMessaging();

await using var app = builder.Build();
app.UseServerSpanNames();
app.MapServiceDefaults();
app.MapHealth();
app.MapPlans();
await app.RunAsync();
