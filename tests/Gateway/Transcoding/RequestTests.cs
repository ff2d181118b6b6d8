using System.Net;
using Contracts.Billing.V1;
using Contracts.Common.V1;
using Contracts.Notifications.V1;
using Contracts.Plans.V1;
using Contracts.Subscriptions.V1;
using Gateway.Tests.Support;

namespace Gateway.Tests.Transcoding;

[Collection(SharedGateway.Name)]
public sealed class RequestTests(GatewayHost host) : IAsyncLifetime
{
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        host.Upstream.Reset();
        _client = await host.StaffAsync();
    }

    public Task DisposeAsync()
    {
        _client.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_path_variable_fills_its_field()
    {
        host.Upstream.Answers<GetPlanRequest>(request => new Plan { Id = request.Id, Etag = "v3" });

        using var response = await _client.GetAsync("/admin/api/v1/plans/p%2F1");

        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        Sent<GetPlanRequest>().Id.ShouldBe("p/1");
        var plan = await response.ObjectAsync();
        plan.Text("id").ShouldBe("p/1");
        plan["closeAfterUnpaidDays"]!.GetValue<int>().ShouldBe(0, "default values are written");
        response.Headers.ETag!.Tag.ShouldBe("\"v3\"");
    }

    [Theory]
    [InlineData("?pageSize=7&includeArchived=true&query=gold")]
    [InlineData("?page_size=7&include_archived=TRUE&query=gold")]
    public async Task A_query_parameter_fills_its_field_in_either_spelling(string query)
    {
        using var response = await _client.GetAsync("/admin/api/v1/plans" + query);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        Sent<ListPlansRequest>().ShouldBe(new ListPlansRequest { PageSize = 7, IncludeArchived = true, Query = "gold" });
    }

    [Theory]
    [InlineData("%C3%A9t%C3%A9+100%25", "été 100%")]
    [InlineData("%25ff", "%ff")]
    [InlineData("%F0%9F%98%80%E2%80%8C", "😀\u200c")]
    public async Task Escaped_text_is_read_as_it_was_meant(string escaped, string meant)
    {
        using var response = await _client.GetAsync($"/admin/api/v1/plans?query={escaped}");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        Sent<ListPlansRequest>().Query.ShouldBe(meant);
    }

    [Fact]
    public async Task A_repeated_parameter_of_an_enum_takes_short_names()
    {
        using var response = await _client.GetAsync("/admin/api/v1/subscriptions?stages=in_progress&stages=Churned&stages=STAGE_PAUSED&stages=4");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        Sent<ListSubscriptionsRequest>().Stages.ShouldBe([Stage.InProgress, Stage.Churned, Stage.Paused, Stage.ToRenew]);
    }

    [Fact]
    public async Task An_additional_binding_leads_to_the_same_rpc()
    {
        using var response = await _client.GetAsync("/admin/api/v1/subscriptions/s1/invoices?pageSize=2");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        Sent<ListInvoicesRequest>().ShouldBe(new ListInvoicesRequest { SubscriptionId = "s1", PageSize = 2 });
    }

    [Fact]
    public async Task A_mail_template_is_rendered_and_a_kind_of_mail_is_switched_off()
    {
        using var rendered = await _client.PostAsync(
            "/admin/api/v1/mail-templates/final_notice/it:render", Http.Json("""{"source":"Ciao","dunningCase":{"cause":"unknown","finalDate":"2026-02-05"}}"""));
        rendered.StatusCode.ShouldBe(HttpStatusCode.OK, await rendered.Content.ReadAsStringAsync());
        var asked = Sent<RenderMailTemplateRequest>();
        (asked.Kind, asked.Language, asked.Source, asked.DunningCase.Cause, asked.DunningCase.FinalDate.Day).ShouldBe(("final_notice", "it", "Ciao", "unknown", 5));

        using var switching = new HttpRequestMessage(HttpMethod.Patch, "/admin/api/v1/mail-kinds/receipt") { Content = Http.Json("""{"enabled":false}""") };
        switching.Headers.TryAddWithoutValidation("If-Match", "\"v3\"");
        using var switched = await _client.SendAsync(switching);
        switched.StatusCode.ShouldBe(HttpStatusCode.OK, await switched.Content.ReadAsStringAsync());
        var kind = Sent<UpdateMailKindRequest>().MailKind;
        (kind.Kind, kind.Enabled, kind.Etag).ShouldBe(("receipt", false, "v3"));
    }

    [Theory]
    [InlineData("subscriptions", "subscription_id")]
    [InlineData("customers", "customer_id")]
    [InlineData("invoices", "invoice_id")]
    [InlineData("passes", "pass_id")]
    [InlineData("dunning-cases", "dunning_case_id")]
    public async Task The_chatter_of_each_kind_has_a_route(string kind, string field)
    {
        using var listed = await _client.GetAsync($"/admin/api/v1/{kind}/s1/chatter?pageSize=2");
        var list = Sent<ListChatterEntriesRequest>();
        using var noted = await _client.PostAsync($"/admin/api/v1/{kind}/s1/chatter", Http.Json("""{"text":"Called"}"""));

        listed.StatusCode.ShouldBe(HttpStatusCode.OK, await listed.Content.ReadAsStringAsync());
        noted.StatusCode.ShouldBe(HttpStatusCode.OK, await noted.Content.ReadAsStringAsync());
        ListChatterEntriesRequest.Descriptor.FindFieldByName(field).Accessor.GetValue(list).ShouldBe("s1");
        PostNoteRequest.Descriptor.FindFieldByName(field).Accessor.GetValue(Sent<PostNoteRequest>()).ShouldBe("s1");
    }

    [Fact]
    public async Task Two_of_what_only_one_can_be_are_refused_wherever_they_stand()
    {
        using var inQuery = await _client.GetAsync("/admin/api/v1/subscriptions/s1/chatter?customerId=c1");
        using var inBody = await _client.PostAsync("/admin/api/v1/subscriptions/s1/chatter", Http.Json("""{"text":"Called","invoiceId":"i1"}"""));
        using var twice = await _client.GetAsync("/admin/api/v1/mails?subscriptionId=s1&customerId=c1");

        foreach (var refused in new[] { inQuery, inBody, twice })
        {
            refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            (await refused.Content.ReadAsStringAsync()).ShouldContain("ONE_OF");
        }
    }

    [Theory]
    [InlineData("""{"requestId":"r1","reasonText":"too far","when":"CLOSE_WHEN_DATE","closeDate":{"year":2026,"month":4,"day":1}}""")]
    [InlineData("""{"request_id":"r1","reason_text":"too far","when":"date","close_date":"2026-04-01"}""")]
    [InlineData("""{"request_id":"r1","reason_text":"too far","when":2,"closeDate":"2026-04-01","comment":null}""")]
    public async Task The_whole_request_is_read_from_the_body(string body)
    {
        using var response = await _client.PostAsync("/admin/api/v1/subscriptions/s1:close", Http.Json(body));

        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        Sent<CloseSubscriptionRequest>().ShouldBe(new CloseSubscriptionRequest
        {
            Id = "s1",
            RequestId = "r1",
            ReasonText = "too far",
            When = CloseWhen.Date,
            CloseDate = new Date { Year = 2026, Month = 4, Day = 1 },
        });
    }

    [Theory]
    [InlineData("end_of_period")]
    [InlineData("endOfPeriod")]
    [InlineData("End-Of-Period")]
    public async Task An_enum_value_is_taken_without_its_prefix(string value)
    {
        using var response = await _client.PostAsync("/admin/api/v1/subscriptions/s1:close", Http.Json($$"""{"reasonId":"r","when":"{{value}}"}"""));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        Sent<CloseSubscriptionRequest>().When.ShouldBe(CloseWhen.EndOfPeriod);
    }

    [Theory]
    [InlineData("""{"currencyCode":"EUR","units":"12","nanos":500000000}""", 12, 500_000_000)]
    [InlineData("""{"currency_code":"EUR","amount":"12.50"}""", 12, 500_000_000)]
    [InlineData("""{"currencyCode":"EUR","amount":"-0.01"}""", 0, -10_000_000)]
    public async Task Money_is_taken_in_parts_or_as_a_decimal(string money, long units, int nanos)
    {
        using var response = await _client.PostAsync("/admin/api/v1/plans", Http.Json($$$"""{"name":{"values":{"en":"Gold","vi":"Vàng"}},"price":{{{money}}}}"""));

        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        var plan = Sent<CreatePlanRequest>().Plan;
        plan.Price.ShouldBe(new Money { CurrencyCode = "EUR", Units = units, Nanos = nanos });
        plan.Name.Values["vi"].ShouldBe("Vàng");
    }

    [Theory]
    [InlineData("""{"selfService":{"closable":true}}""", "self_service.closable")]
    [InlineData("""{"id":"p1","etag":"v1","name":{"values":{"en":"Gold"}},"self_service":{"closable":false,"pausable":true}}""", "name,self_service.closable,self_service.pausable")]
    [InlineData("""{"description":null,"price":{"currencyCode":"EUR","amount":"1"}}""", "description,price")]
    public async Task A_patch_without_a_mask_changes_what_its_body_names(string body, string paths)
    {
        using var response = await _client.PatchAsync("/admin/api/v1/plans/p1", Http.Json(body));

        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        var request = Sent<UpdatePlanRequest>();
        request.Plan.Id.ShouldBe("p1");
        string.Join(',', request.UpdateMask.Paths).ShouldBe(paths);
    }

    [Fact]
    public async Task A_mask_that_is_given_stands()
    {
        using var response = await _client.PatchAsync("/admin/api/v1/plans/p1?updateMask=selfService.closable,name", Http.Json("""{"selfService":{"pausable":true}}"""));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        Sent<UpdatePlanRequest>().UpdateMask.Paths.ShouldBe(["self_service.closable", "name"]);
    }

    [Fact]
    public async Task Idempotency_key_and_if_match_fill_their_fields()
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, "/admin/api/v1/plans/p1") { Content = Http.Json("""{"name":{"values":{"en":"Gold"}}}""") };
        request.Headers.Add("Idempotency-Key", "key-1");
        request.Headers.TryAddWithoutValidation("If-Match", "\"v7\"");

        using var response = await _client.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        Sent<UpdatePlanRequest>().RequestId.ShouldBe("key-1");
        Sent<UpdatePlanRequest>().Plan.Etag.ShouldBe("v7");
    }

    [Fact]
    public async Task What_the_body_says_of_the_request_id_counts_more_than_the_header()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/admin/api/v1/plans/p1:archive") { Content = Http.Json("""{"requestId":"own"}""") };
        request.Headers.Add("Idempotency-Key", "key-1");

        using var response = await _client.SendAsync(request);

        Sent<ArchivePlanRequest>().ShouldBe(new ArchivePlanRequest { Id = "p1", RequestId = "own" });
    }

    [Fact]
    public async Task The_call_carries_the_gateways_token_and_a_deadline_and_nothing_of_the_clients()
    {
        using var application = await host.ApplicationAsync();
        application.DefaultRequestHeaders.Add("X-Own", "1");
        using var response = await application.GetAsync("/admin/api/v1/plans");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var call = host.Upstream.LastCall;
        call.Header("authorization").ShouldNotBe(application.DefaultRequestHeaders.Authorization!.ToString());
        call.Header("cookie").ShouldBeNull();
        call.Header("x-own").ShouldBeNull();
        (call.Deadline - TimeProvider.System.GetUtcNow().UtcDateTime).ShouldBeInRange(TimeSpan.Zero, TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task A_cookie_never_reaches_a_service()
    {
        using var response = await _client.GetAsync("/admin/api/v1/plans");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        host.Upstream.LastCall.Header("cookie").ShouldBeNull();
        host.Upstream.LastCall.Header("authorization")!.ShouldStartWith("Bearer ");
    }

    private T Sent<T>() => host.Upstream.LastCall.Request.ShouldBeOfType<T>();
}
