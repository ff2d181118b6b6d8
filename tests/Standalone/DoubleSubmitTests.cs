using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Standalone.Tests.Support;

namespace Standalone.Tests;

/// <summary>Submit pressed twice at the same moment, by JSON.</summary>
[Collection(DemoCollection.Name)]
public sealed class DoubleSubmitTests(DemoProcess demo)
{
    [Fact]
    public async Task Gives_the_same_result_and_one_effect()
    {
        using var client = await demo.Process.SignIn();
        var business = await Business.Open(client);
        var order = await business.Confirm(await business.Quote("double"), "double");
        await demo.Data.Settled();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Submit(client.Http, order.Id)));
        answers.Select(a => a.Status).ShouldAllBe(status => status == HttpStatusCode.OK, string.Join('\n', answers.Select(a => a.Body)));
        answers.Select(a => a.Body).Distinct().ShouldHaveSingleItem();
        JsonNode.Parse(answers[0].Body)!["stage"]!.GetValue<string>().ShouldBe("STAGE_CHURNED");
        await demo.Data.Settled();
        (await Traces.Of(client, order.Id)).ShouldBeOfOneClose(demo.Data, "double");
    }

    private static async Task<(HttpStatusCode Status, string Body)> Submit(HttpClient http, string id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/admin/api/v1/subscriptions/{id}:close");
        request.Headers.Add("Idempotency-Key", "submit-1");
        request.Content = new StringContent("""{"reasonText":"Moving abroad (double)","credit":"CLOSING_CREDIT_PRORATED","issueCreditAtOnce":true}""", Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
