using ServiceDefaults;
using ServiceDefaults.Health;
using ServiceDefaults.Messaging;
using ServiceDefaults.Telemetry;
using Subscriptions;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("subscriptions");
builder.AddSubscriptions();
builder.AddMessaging();

await using var app = builder.Build();
app.UseServerSpanNames();
app.MapServiceDefaults();
app.MapHealth();
app.MapSubscriptions();
await app.RunAsync();
