using Contracts.Subscriptions.V1;
using Grpc.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ServiceDefaults.Data;
using Subscriptions.Tests.Support;

namespace Subscriptions.Tests.Passes;

/// <summary>Two replicas of the service on one PostgreSQL database: what one has used the other has not.</summary>
public sealed class TwoReplicasTests : IAsyncLifetime
{
    private SubscriptionsUnderTest _first = null!;
    private HostUnderTest _second = null!;

    public async Task InitializeAsync()
    {
        _first = await SubscriptionsUnderTest.Start(DatabaseProvider.Postgres, "2026-03-16T10:00:00Z");
        var configuration = _first.Host.Services.GetRequiredService<IConfiguration>();
        _second = await HostUnderTest.Start(
            new ServiceSettings
            {
                Database = DatabaseProvider.Postgres,
                Clock = _first.Clock,
                Configuration =
                {
                    ["ConnectionStrings:subscriptions"] = configuration.GetConnectionString("subscriptions"),
                    ["Services:plans:Address"] = _first.Host.Address.ToString(),
                    ["Services:billing:Address"] = "http://127.0.0.1:9",
                },
            },
            new HostedService(builder => builder.AddSubscriptions(), endpoints => endpoints.MapSubscriptions()));
    }

    public async Task DisposeAsync()
    {
        await _second.DisposeAsync();
        await _first.DisposeAsync();
    }

    [Fact]
    public async Task Each_class_is_used_once_whoever_asks_where()
    {
        var replicas = new[] { _first.Passes(), _second.Client<PassService.PassServiceClient>(_second.Tokens.Staff("subscriptions")) };
        var template = await _first.Template(classes: 3, overlapping: true);
        for (var round = 0; round < 5; round++)
        {
            var ada = await _first.Customer();
            // Two passes: who finds the first one used up goes on to the second.
            var passes = new[] { await _first.Sell(ada, template), await _first.Sell(ada, template) };

            var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Try(replicas[i % 2].CheckInAsync(new() { CustomerId = ada.Id }))));

            answers.Count(a => a.Length == 0).ShouldBe(6);
            answers.Where(a => a.Length > 0).ShouldAllBe(reason => reason == "PASS_USED_UP");
            foreach (var pass in passes)
            {
                (await _first.Read(pass)).ShouldSatisfyAllConditions(p => (p.State, p.UsedClasses, p.RemainingClasses).ShouldBe((PassState.UsedUp, 3, 0)));
                (await _first.Ledger(pass)).Select(e => e.Balance).ShouldBe([3, 2, 1, 0]);
            }
        }
    }

    [Fact]
    public async Task No_two_sales_at_one_moment_make_passes_that_overlap()
    {
        var (ada, template) = (await _first.Customer(), await _first.Template());
        var replicas = new[] { _first.Passes(), _second.Client<PassService.PassServiceClient>(_second.Tokens.Staff("subscriptions")) };

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i =>
            Try(replicas[i % 2].SellPassAsync(new() { CustomerId = ada.Id, TemplateId = template, Payment = PassPayment.Cash }))));

        answers.Order().ShouldBe([.. Enumerable.Repeat("", 1), .. Enumerable.Repeat("PASS_OVERLAPS", 5)]);
    }

    [Fact]
    public async Task An_extension_and_a_check_in_at_one_moment_both_count()
    {
        var ada = await _first.Customer();
        var pass = await _first.Sell(ada, await _first.Template(classes: 20));
        var second = _second.Client<PassService.PassServiceClient>(_second.Tokens.Staff("subscriptions"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => i % 2 == 0
            ? Try(second.ExtendPassAsync(new() { Id = pass.Id, BonusClasses = 1 }))
            : Try(_first.Passes().CheckInAsync(new() { CustomerId = ada.Id }))));

        answers.ShouldAllBe(reason => reason.Length == 0);
        (await _first.Read(pass)).ShouldSatisfyAllConditions(p => (p.TotalClasses, p.UsedClasses, p.RemainingClasses).ShouldBe((25, 5, 20)));
    }

    /// <summary>Why it was refused; empty where it was not.</summary>
    private static async Task<string> Try<T>(AsyncUnaryCall<T> call)
    {
        try
        {
            await call;
            return "";
        }
        catch (RpcException e)
        {
            return Refused.From(e).Reason;
        }
    }
}
