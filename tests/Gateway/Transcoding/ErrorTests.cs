using System.Net;
using Contracts.Plans.V1;
using Contracts.Subscriptions.V1;
using Gateway.Tests.Support;
using Grpc.Core;

namespace Gateway.Tests.Transcoding;

[Collection(SharedGateway.Name)]
public sealed class ErrorTests(GatewayHost host) : IAsyncLifetime
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

    [Theory]
    [InlineData(StatusCode.InvalidArgument, HttpStatusCode.BadRequest)]
    [InlineData(StatusCode.Unauthenticated, HttpStatusCode.Unauthorized)]
    [InlineData(StatusCode.PermissionDenied, HttpStatusCode.Forbidden)]
    [InlineData(StatusCode.NotFound, HttpStatusCode.NotFound)]
    [InlineData(StatusCode.AlreadyExists, HttpStatusCode.Conflict)]
    [InlineData(StatusCode.Aborted, HttpStatusCode.Conflict)]
    [InlineData(StatusCode.FailedPrecondition, HttpStatusCode.Conflict)]
    [InlineData(StatusCode.ResourceExhausted, HttpStatusCode.TooManyRequests)]
    [InlineData(StatusCode.Unimplemented, HttpStatusCode.NotImplemented)]
    [InlineData(StatusCode.DeadlineExceeded, HttpStatusCode.GatewayTimeout)]
    [InlineData(StatusCode.Internal, HttpStatusCode.InternalServerError)]
    public async Task A_status_of_grpc_becomes_one_of_http(StatusCode code, HttpStatusCode status)
    {
        host.Upstream.Answers<GetPlanRequest>(_ => throw Upstream.Refusal(code, "words", "A_REASON"));

        using var response = await _client.GetAsync("/admin/api/v1/plans/p1");

        var problem = await response.ProblemAsync(status);
        problem.Text("reason").ShouldBe("A_REASON");
        problem.Text("type").ShouldBe("urn:subscriptions:problem:a-reason");
        problem.Text("domain").ShouldBe("plans");
        problem.Text("instance").ShouldBe("/admin/api/v1/plans/p1");
        problem["metadata"]!["stage"]!.GetValue<string>().ShouldBe("churned");
        problem.Text("traceId").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Violations_name_fields_as_the_client_wrote_them()
    {
        host.Upstream.Answers<CreatePlanRequest>(_ => throw Upstream.Refusal(
            StatusCode.InvalidArgument, "bad", "INVALID_FIELD", ("plan.price.currency_code", "REQUIRED", "is required."), ("request_id", "TOO_LONG", "is long.")));

        using var response = await _client.PostAsync("/admin/api/v1/plans", Http.Json("{}"));

        var problem = await response.ProblemAsync(HttpStatusCode.BadRequest);
        problem["errors"]!["price.currencyCode"]![0]!.GetValue<string>().ShouldBe("is required.");
        problem["errors"]!["requestId"]![0]!.GetValue<string>().ShouldBe("is long.");
        problem["violations"]![0]!["rule"]!.GetValue<string>().ShouldBe("REQUIRED");
    }

    [Fact]
    public async Task A_stale_if_match_is_a_failed_precondition()
    {
        host.Upstream.Answers<ArchivePlanRequest>(_ => throw Upstream.Refusal(StatusCode.Aborted, "stale", "ETAG_MISMATCH"));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/admin/api/v1/plans/p1:archive") { Content = Http.Json("{}") };
        request.Headers.TryAddWithoutValidation("If-Match", "\"v1\"");

        using var response = await _client.SendAsync(request);

        await response.ProblemAsync(HttpStatusCode.PreconditionFailed);
    }

    [Theory]
    [InlineData(StatusCode.Internal)]
    [InlineData(StatusCode.Unknown)]
    public async Task What_a_service_says_of_its_faults_stays_inside(StatusCode code)
    {
        host.Upstream.Answers<GetPlanRequest>(_ => throw new RpcException(new Status(code, "at Plans.Secret() line 7")));

        using var response = await _client.GetAsync("/admin/api/v1/plans/p1");

        (await response.ProblemAsync(HttpStatusCode.InternalServerError)).ToJsonString().ShouldNotContain("Secret");
    }

    [Fact]
    public async Task A_read_is_sent_again_when_the_service_was_unavailable()
    {
        var tries = 0;
        host.Upstream.Answers<GetPlanRequest>(_ => ++tries == 1 ? throw new RpcException(new Status(StatusCode.Unavailable, "")) : new Plan { Id = "p1" });

        using var response = await _client.GetAsync("/admin/api/v1/plans/p1");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        tries.ShouldBe(2);
    }

    [Theory]
    [InlineData("")]
    [InlineData("my-own")]
    public async Task A_change_is_sent_again_under_the_same_request_id(string key)
    {
        var ids = new List<string>();
        host.Upstream.Answers<CloseSubscriptionRequest>(request =>
        {
            ids.Add(request.RequestId);
            throw new RpcException(new Status(StatusCode.Unavailable, "gone"));
        });

        using var response = await _client.PostAsync("/admin/api/v1/subscriptions/s1:close", Http.Json($$"""{"requestId":"{{key}}"}"""));

        await response.ProblemAsync(HttpStatusCode.ServiceUnavailable);
        ids.Count.ShouldBe(2);
        ids.Distinct().ShouldHaveSingleItem().ShouldBe(key.Length > 0 ? key : ids[0]);
        ids[0].ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_change_that_was_refused_is_not_sent_again()
    {
        var tries = 0;
        host.Upstream.Answers<CloseSubscriptionRequest>(_ => throw new RpcException(new Status(StatusCode.FailedPrecondition, $"{++tries}")));

        using var response = await _client.PostAsync("/admin/api/v1/subscriptions/s1:close", Http.Json("{}"));

        await response.ProblemAsync(HttpStatusCode.Conflict);
        tries.ShouldBe(1);
    }

    [Fact]
    public async Task A_service_that_is_not_there_is_unavailable()
    {
        var gone = await GatewayHost.StartAsync(new() { ["Services:plans:Address"] = "http://127.0.0.1:9" });
        using var client = await gone.StaffAsync();

        using var response = await client.GetAsync("/admin/api/v1/plans/p1");

        (await response.ProblemAsync(HttpStatusCode.ServiceUnavailable)).Text("reason").ShouldBe("UNAVAILABLE");
        await gone.DisposeAsync();
    }

    [Fact]
    public async Task A_read_finds_the_replica_that_is_there()
    {
        var half = await GatewayHost.StartAsync(new()
        {
            ["ReverseProxy:Clusters:plans:LoadBalancingPolicy"] = "FirstAlphabetical",
            ["ReverseProxy:Clusters:plans:Destinations:a:Address"] = "http://127.0.0.1:9",
            ["ReverseProxy:Clusters:plans:Destinations:b:Address"] = host.Upstream.Address,
        });
        using var client = await half.StaffAsync();

        (await client.GetAsync("/admin/api/v1/plans/p1")).StatusCode.ShouldBe(HttpStatusCode.OK);
        host.Upstream.Calls.ShouldHaveSingleItem();
        await half.DisposeAsync();
    }

    [Fact]
    public async Task A_service_that_does_not_answer_in_time_is_not_waited_for()
    {
        var slow = await GatewayHost.StartAsync(new() { ["Gateway:Transcoding:Deadline"] = "00:00:00.2" });
        using var answer = new ManualResetEventSlim();
        slow.Upstream.Answers<GetPlanRequest>(_ =>
        {
            answer.Wait();
            return new Plan();
        });
        using var client = await slow.StaffAsync();

        using var response = await client.GetAsync("/admin/api/v1/plans/p1");

        answer.Set();
        (await response.ProblemAsync(HttpStatusCode.GatewayTimeout)).Text("reason").ShouldBe("DEADLINE_EXCEEDED");
        await slow.DisposeAsync();
    }
}
