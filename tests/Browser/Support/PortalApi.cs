using System.Text.Json.Nodes;

namespace Browser.Tests.Support;

/// <summary>The portal's JSON API with the session of a customer's browser.</summary>
public static class PortalApi
{
    public sealed record Answer(int Status, JsonObject Body)
    {
        public string Reason => Body.Text("reason");
    }

    public static async Task<Answer> Close(IPage page, Order order, string body)
    {
        var response = await page.APIRequest.PostAsync(
            $"/portal/api/v1/subscriptions/{order.Id}:close",
            new() { DataString = body, Headers = new Dictionary<string, string> { ["Content-Type"] = "application/json" } });
        return new Answer(response.Status, JsonNode.Parse(await response.TextAsync())!.AsObject());
    }
}
