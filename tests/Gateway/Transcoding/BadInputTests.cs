using System.Net;
using System.Net.Http.Headers;
using Gateway.Tests.Support;
using Gateway.Transcoding;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Transcoding;

[Collection(SharedGateway.Name)]
public sealed class BadInputTests(GatewayHost host) : IAsyncLifetime
{
    private const string Close = "/admin/api/v1/subscriptions/s1:close";
    private const string Plans = "/admin/api/v1/plans";
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        host.Upstream.Reset();
        _client = await host.StaffAsync();
    }

    public Task DisposeAsync()
    {
        host.Upstream.Calls.ShouldBeEmpty("what is refused here never reaches a service");
        _client.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>By the catalogue, so that a new route is among them.</summary>
    [Theory]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""{"a":{"\udc00x":1}}""")]
    [InlineData("""[{"b":[{"\ud800\ud800":1}]}]""")]
    public async Task Half_a_character_in_a_name_is_refused_on_every_route_with_a_body(string body)
    {
        var bindings = host.Services.GetRequiredService<RpcCatalog>().Bindings.Where(b => b.Body.Length > 0 && b.Template.Text.StartsWith("/admin", StringComparison.Ordinal)).ToList();
        bindings.Count.ShouldBeGreaterThan(30);
        foreach (var path in bindings.Select(b => (b.Verb, Path: b.Template.Text)).Append(("POST", "/admin/api/v1/customers/{id}:createPortalLink")))
        {
            using var request = new HttpRequestMessage(new HttpMethod(path.Item1), path.Item2.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal))
            {
                Content = Http.Json(body),
            };
            using var response = await _client.SendAsync(request);

            (await response.ProblemAsync(HttpStatusCode.BadRequest)).Text("reason").ShouldBe("MALFORMED_JSON", path.Item2);
        }
    }

    [Theory]
    [InlineData(Plans, "FFFFFFFFFFFFFFFF")]
    [InlineData(Plans, "7FFFFFFFF")]
    [InlineData(Plans, "FFFFFFFF")]
    [InlineData(Plans, "-1")]
    [InlineData("/webhooks/stripe", "FFFFFFFFFFFFFFFF")]
    [InlineData("/oauth/token", "FFFFFFFFFFFFFFFF")]
    [InlineData("/portal/sign-in", "FFFFFFFFFFFFFFFF")]
    public async Task A_size_of_a_chunk_that_no_number_holds_is_a_bad_request(string path, string size)
    {
        var type = path is Plans or "/webhooks/stripe" ? "application/json" : "application/x-www-form-urlencoded";
        using var application = await host.ApplicationAsync();
        using var socket = new System.Net.Sockets.TcpClient();
        await socket.ConnectAsync(host.Address.Host, host.Address.Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: x\r\nAuthorization: {application.DefaultRequestHeaders.Authorization}\r\nContent-Type: {type}\r\n"
            + $"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n{size}\r\n{{}}\r\n0\r\n\r\n"));
        using var reader = new StreamReader(stream);

        (await reader.ReadLineAsync()).ShouldStartWith("HTTP/1.1 400");
    }

    /// <summary>As many as one body holds, and each as long as it may be.</summary>
    [Fact]
    public async Task However_many_unknown_fields_there_are_twenty_are_named_by_sixty_characters_each()
    {
        var body = new System.Text.Json.Nodes.JsonObject();
        for (var i = 0; i < 100; i++)
        {
            body[$"{i}{new string('x', 5_000)}"] = 1;
        }

        using var response = await _client.PostAsync(Plans, Http.Json(body.ToJsonString()));

        var problem = await response.ProblemAsync(HttpStatusCode.BadRequest);
        problem["violations"]!.AsArray().Count.ShouldBe(21);
        problem["violations"]![20]!["description"]!.GetValue<string>().ShouldContain("80 more");
        problem.ToJsonString().Length.ShouldBeLessThan(10_000);
    }

    [Theory]
    [InlineData(Close, """{"reasonText":"x","wen":"now"}""", "wen", "UNKNOWN_FIELD")]
    [InlineData(Close, """{"reasonText":"x","reasonText":"y"}""", "reasonText", "DUPLICATE_FIELD")]
    [InlineData(Close, """{"closeDate":"2026-04-01","close_date":"2026-04-01"}""", "close_date", "DUPLICATE_FIELD")]
    [InlineData(Close, """{"reasonText":"x","reasonId":"y"}""", "reasonId", "ONE_OF")]
    [InlineData(Close, """{"reasonText":5}""", "reasonText", "WRONG_TYPE")]
    [InlineData(Close, """{"reasonText":"\ud800"}""", "reasonText", "INVALID_TEXT")]
    [InlineData(Close, """{"when":"whenever"}""", "when", "WRONG_TYPE")]
    [InlineData(Close, """{"when":99}""", "when", "WRONG_TYPE")]
    [InlineData(Close, """{"closeDate":"2026-02-30"}""", "closeDate", "WRONG_TYPE")]
    [InlineData(Close, """{"closeDate":{"year":"many"}}""", "closeDate.year", "WRONG_TYPE")]
    [InlineData(Close, """{"id":"another"}""", "id", "CONFLICT")]
    [InlineData(Close, """[1]""", "body", "WRONG_TYPE")]
    [InlineData(Close, """{"reasonText":""", "body", "MALFORMED_JSON")]
    [InlineData(Plans, """{"price":{"currencyCode":"EUR","amount":12.5}}""", "price.amount", "WRONG_TYPE")]
    [InlineData(Plans, """{"price":{"amount":"1","units":1}}""", "price.units", "DUPLICATE_FIELD")]
    [InlineData(Plans, """{"price":{"units":1,"amount":"1"}}""", "price.amount", "DUPLICATE_FIELD")]
    [InlineData(Plans, """{"price":{"amount":"0.0000000001"}}""", "price.amount", "WRONG_TYPE")]
    [InlineData(Plans, """{"name":{"values":{"en":"a","en":"b"}}}""", "name.values.en", "DUPLICATE_FIELD")]
    [InlineData(Plans, """{"name":"Gold"}""", "name", "WRONG_TYPE")]
    [InlineData(Plans, """{"selfService":{"closable":"true"}}""", "selfService.closable", "WRONG_TYPE")]
    [InlineData(Plans, """{"closeAfterUnpaidDays":1.5}""", "closeAfterUnpaidDays", "WRONG_TYPE")]
    [InlineData(Plans, """{"closeAfterUnpaidDays":3000000000}""", "closeAfterUnpaidDays", "WRONG_TYPE")]
    [InlineData(Plans, """{"createTime":"yesterday"}""", "createTime", "WRONG_TYPE")]
    [InlineData("/admin/api/v1/close-reasons:reorder", """{"ids":["a",null]}""", "ids[1]", "WRONG_TYPE")]
    [InlineData("/admin/api/v1/close-reasons:reorder", """{"ids":"a"}""", "ids", "WRONG_TYPE")]
    public async Task A_bad_body_is_refused_by_the_name_of_its_field(string path, string body, string field, string rule)
    {
        using var response = await _client.PostAsync(path, Http.Json(body));

        var problem = await response.ProblemAsync(HttpStatusCode.BadRequest);
        problem["errors"]!.AsObject().ContainsKey(field).ShouldBeTrue(problem.ToJsonString());
        problem["violations"]![0]!["rule"]!.GetValue<string>().ShouldBe(rule);
        problem.Text("domain").ShouldBe("gateway");
    }

    [Theory]
    [InlineData("/admin/api/v1/invoices/i1:registerPayment", """{"method":"paypal"}""", "method", "bank_transfer, cash, cheque, other, card_terminal.")]
    [InlineData(Close, """{"when":"whenever"}""", "when", "now, date, end_of_period.")]
    public async Task The_values_that_are_offered_in_place_of_a_wrong_one_can_be_sent(string path, string body, string field, string choices)
    {
        using var response = await _client.PostAsync(path, Http.Json(body));

        var problem = await response.ProblemAsync(HttpStatusCode.BadRequest);
        problem["errors"]![field]![0]!.GetValue<string>().ShouldEndWith($"one of {choices}");
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once()
    {
        using var response = await _client.PostAsync(Close, Http.Json("""{"a":1,"when":"never","comment":7}"""));

        (await response.ProblemAsync(HttpStatusCode.BadRequest))["errors"]!.AsObject().Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("?pageSize=many", "pageSize")]
    [InlineData("?pageSize=1&pageSize=2", "pageSize")]
    [InlineData("?pageSize=1&page_size=2", "page_size")]
    [InlineData("?colour=red", "colour")]
    [InlineData("?includeArchived=1", "includeArchived")]
    [InlineData("?query.part=1", "query.part")]
    public async Task A_bad_parameter_is_refused_by_its_name(string query, string field)
    {
        using var response = await _client.GetAsync(Plans + query);

        var problem = await response.ProblemAsync(HttpStatusCode.BadRequest);
        problem["errors"]!.AsObject().ContainsKey(field).ShouldBeTrue(problem.ToJsonString());
    }

    [Theory]
    [InlineData("/admin/api/v1/customers?query=%ff", "query")]
    [InlineData("/admin/api/v1/customers?query=Ada%C0%80", "query")]
    [InlineData("/admin/api/v1/customers?query=%ed%a0%80", "query")]
    [InlineData("/admin/api/v1/customers?query=%C3", "query")]
    [InlineData("/admin/api/v1/customers?query=%C3x%A9", "query")]
    [InlineData("/admin/api/v1/customers?query=%F4%90%80%80", "query")]
    [InlineData("/admin/api/v1/customers?pageSize=1&page_token=%FE", "page_token")]
    [InlineData("/admin/api/v1/plans/%ff", "id")]
    [InlineData("/admin/api/v1/plans/p%ed%bf%bf", "id")]
    public async Task Escaped_bytes_that_are_not_utf8_are_refused_by_the_name_of_the_parameter(string address, string field)
    {
        using var response = await _client.GetAsync(address);

        var problem = await response.ProblemAsync(HttpStatusCode.BadRequest);
        problem["violations"]![0]!["field"]!.GetValue<string>().ShouldBe(field);
        problem["violations"]![0]!["rule"]!.GetValue<string>().ShouldBe("INVALID_TEXT");
    }

    [Fact]
    public async Task Parameters_beside_a_body_that_is_the_whole_request_are_refused()
    {
        using var response = await _client.PostAsync(Close + "?comment=x", Http.Json("{}"));

        (await response.ProblemAsync(HttpStatusCode.BadRequest))["errors"]!.AsObject().ContainsKey("comment").ShouldBeTrue();
    }

    [Fact]
    public async Task Deep_nesting_is_refused()
    {
        var body = string.Concat(Enumerable.Repeat("""{"name":""", 100)) + "1" + new string('}', 100);

        using var response = await _client.PostAsync(Plans, Http.Json(body));

        (await response.ProblemAsync(HttpStatusCode.BadRequest)).Text("reason").ShouldBe("MALFORMED_JSON");
    }

    [Fact]
    public async Task Bytes_that_are_not_utf8_are_refused()
    {
        using var content = new ByteArrayContent([.. "{\"comment\":\""u8, 0xC3, 0x28, .. "\"}"u8]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        using var response = await _client.PostAsync(Close, content);

        (await response.ProblemAsync(HttpStatusCode.BadRequest)).Text("detail").ShouldContain("UTF-8");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/json; charset=utf-16")]
    public async Task Another_content_type_is_refused(string type)
    {
        using var application = await host.ApplicationAsync();
        using var content = new ByteArrayContent("{}"u8.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        using var response = await application.PostAsync(Close, content);

        await response.ProblemAsync(HttpStatusCode.UnsupportedMediaType);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_above_the_limit_is_refused(bool chunked)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Plans) { Content = Http.Json($$"""{"id":"{{new string('x', 1024 * 1024)}}"}""") };
        request.Headers.TransferEncodingChunked = chunked;

        using var response = await _client.SendAsync(request);

        (await response.ProblemAsync(HttpStatusCode.RequestEntityTooLarge)).Text("reason").ShouldBe("BODY_TOO_LARGE");
    }

    [Theory]
    [InlineData("/admin/api/v1/nothing")]
    [InlineData("/admin/api/v1/plans/p1:explode")]
    [InlineData("/admin/api/v1/plans/p1/parts")]
    [InlineData("/admin/api/v1/")]
    public async Task An_unknown_route_is_not_found(string path)
    {
        using var response = await _client.GetAsync(path);

        var problem = await response.ProblemAsync(HttpStatusCode.NotFound);
        problem.Text("reason").ShouldBe("UNKNOWN_ROUTE");
        problem.Text("instance").ShouldBe(path);
    }

    [Fact]
    public async Task A_wrong_verb_is_answered_with_the_right_ones()
    {
        using var application = await host.ApplicationAsync();
        using var response = await application.DeleteAsync(Plans + "/p1");

        await response.ProblemAsync(HttpStatusCode.MethodNotAllowed);
        response.Content.Headers.Allow.ShouldBe(["GET", "PATCH"], ignoreOrder: true);
    }
}
