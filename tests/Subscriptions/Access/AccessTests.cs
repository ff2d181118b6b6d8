using Contracts.Common.V1;
using Grpc.Core;
using Subscriptions.Tests.Support;
using Subscriptions.Time;
using Wire = Contracts.Subscriptions.V1;
using Level = Contracts.Subscriptions.V1.AccessLevel;

namespace Subscriptions.Tests.Access;

/// <summary>What service a customer may use (domain.md A7.56).</summary>
public sealed class AccessTests(SubscriptionsUnderTest service) : IClassFixture<SubscriptionsUnderTest>
{
    private DateTimeOffset Now => service.Clock.GetUtcNow();

    [Fact]
    public async Task What_runs_and_is_paid_is_full()
    {
        var order = await service.Confirmed();

        var access = await Ask(order);

        Of(access).ShouldBe((Level.Full, "ACTIVE"));
        access.ShouldSatisfyAllConditions(
            a => a.Since.ToDateTimeOffset().ShouldBe(order.ConfirmTime.ToDateTimeOffset()),
            a => a.Until.ShouldBeNull(),
            a => a.SubscriptionId.ShouldBe(order.Id),
            a => a.MaxAge.ToTimeSpan().ShouldBe(TimeSpan.FromSeconds(60)),
            a => a.Etag.Length.ShouldBe(16),
            a => a.NotModified.ShouldBeFalse());
    }

    [Fact]
    public async Task Who_has_nothing_and_who_is_unknown_has_none()
    {
        var customer = await service.Customer();
        await service.Quotation(customer);

        foreach (var id in new[] { customer.Id, Guid.CreateVersion7().ToString() })
        {
            var access = await service.Access.GetAccessAsync(new() { CustomerId = id });
            Of(access).ShouldBe((Level.Ended, "NO_SUBSCRIPTION"));
            (access.Since, access.Until, access.SubscriptionId).ShouldBe((null, null, ""));
        }
    }

    [Fact]
    public async Task A_trial_is_full_until_it_ends()
    {
        var order = await service.Confirmed(terms: new BillingTerms { TrialDays = 10 });

        var access = await Ask(order);

        Of(access).ShouldBe((Level.Full, "TRIAL"));
        access.Until.ToDateTimeOffset().ShouldBe(StartOf(order.TrialEndDate, order));
        await Go(access.Until.ToDateTimeOffset());
        var after = await Ask(order);
        Of(after).ShouldBe((Level.Full, "ACTIVE"));
        after.Since.ShouldBe(access.Until);
    }

    [Fact]
    public async Task What_has_not_begun_is_ended_until_its_first_moment()
    {
        var start = Date.From(DateOnly.FromDateTime(Now.UtcDateTime).AddDays(20));
        var order = await service.Confirmed(start: start);

        var access = await Ask(order);

        Of(access).ShouldBe((Level.Ended, "NOT_STARTED"));
        access.Until.ToDateTimeOffset().ShouldBe(StartOf(start, order));
        // The service's own loop may not have come to it.
        service.Clock.SetUtcNow(access.Until.ToDateTimeOffset());
        Of(await Ask(order)).ShouldBe((Level.Full, "ACTIVE"));
    }

    [Fact]
    public async Task A_close_that_lies_ahead_warns_and_then_ends()
    {
        var order = await service.Confirmed();
        var closed = await service.Orders.CloseSubscriptionAsync(new() { Id = order.Id, ReasonText = "Moved", When = Wire.CloseWhen.EndOfPeriod });

        var access = await Ask(order);

        Of(access).ShouldBe((Level.Warned, "CLOSE_SCHEDULED"));
        access.Until.ShouldBe(closed.Closing.CloseTime);
        // An answer is kept up to the close, not beyond.
        service.Clock.SetUtcNow(access.Until.ToDateTimeOffset().AddSeconds(-7));
        (await Ask(order)).MaxAge.ToTimeSpan().ShouldBe(TimeSpan.FromSeconds(7));
        service.Clock.SetUtcNow(access.Until.ToDateTimeOffset());
        var after = await Ask(order);
        Of(after).ShouldBe((Level.Ended, "CLOSED"));
        (after.Since, after.Until).ShouldBe((access.Until, null));
        await service.Settle();
        (await Ask(order)).ShouldBe(after, "whether its work has been done or not");
    }

    [Fact]
    public async Task A_term_that_is_not_renewed_warns_and_then_ends()
    {
        var order = await service.Confirmed(terms: new BillingTerms { TermPeriods = 1, RenewNoticeDays = 5 });
        var access = await Ask(order);
        Of(access).ShouldBe((Level.Full, "ACTIVE"));

        await Go(access.Until.ToDateTimeOffset());
        var warned = await Ask(order);
        Of(warned).ShouldBe((Level.Warned, "CLOSE_SCHEDULED"));
        (warned.Since, warned.Until.ToDateTimeOffset()).ShouldBe((access.Until, StartOf(order.TermEndDate, order)));

        service.Clock.SetUtcNow(warned.Until.ToDateTimeOffset());
        Of(await Ask(order)).ShouldBe((Level.Ended, "CLOSED"));
        await service.Settle();
        Of(await Ask(order)).ShouldBe((Level.Ended, "CLOSED"));
    }

    [Fact]
    public async Task A_pause_ends_it_until_it_resumes()
    {
        var order = await service.Confirmed();
        var resume = Date.From(DateOnly.FromDateTime(Now.UtcDateTime).AddDays(9));
        await service.Orders.PauseSubscriptionAsync(new() { Id = order.Id, ResumeDate = resume });

        var paused = await Ask(order);

        Of(paused).ShouldBe((Level.Ended, "PAUSED"));
        paused.Until.ToDateTimeOffset().ShouldBe(StartOf(resume, order));
        service.Clock.SetUtcNow(paused.Until.ToDateTimeOffset());
        var resumed = await Ask(order);
        (Of(resumed), resumed.Since).ShouldBe(((Level.Full, "ACTIVE"), paused.Until));
        await service.Settle();
        (await Ask(order)).ShouldBe(resumed, "whether its work has been done or not");
    }

    [Fact]
    public async Task A_failed_payment_warns_a_restriction_restricts_and_a_resolution_frees()
    {
        var order = await service.Confirmed();
        var dunning = new CaseUnderTest(service, order);
        await dunning.Start();
        var failed = Now;
        Of(await Ask(order)).ShouldBe((Level.Warned, "PAYMENT_FAILED"));

        await dunning.Notify(days: 2);
        var warned = await Ask(order);
        (warned.Since.ToDateTimeOffset(), warned.Until.ToDateTimeOffset())
            .ShouldBe((failed, CivilTime.StartOfDay(CivilTime.DateAt(failed, Zone(order)).AddDays(2), Zone(order))));
        await dunning.Pass(2);
        await dunning.Restrict();
        var restricted = await Ask(order);
        (Of(restricted), restricted.Since.ToDateTimeOffset(), restricted.MaxAge.ToTimeSpan()).ShouldBe(((Level.Restricted, "UNPAID"), Now, TimeSpan.FromSeconds(10)));

        service.Clock.Advance(TimeSpan.FromMinutes(1));
        await dunning.Resolve();
        var free = await Ask(order);
        (Of(free), free.Since.ToDateTimeOffset()).ShouldBe(((Level.Full, "ACTIVE"), Now));
    }

    [Fact]
    public async Task Of_several_the_best_counts_and_each_is_asked_for_by_plan_or_product()
    {
        var customer = await service.Customer();
        var (plan, other, product) = (await service.Plan(), await service.Plan(), await service.Product());
        var paid = await service.Confirmed(customer, plan);
        var unpaid = await service.Orders.CreateSubscriptionAsync(new()
        {
            Subscription = new() { CustomerId = customer.Id, PlanId = other.Id, Lines = { new Wire.SubscriptionLine { ProductId = product.Id, Quantity = 1 } } },
        });
        await service.Orders.ConfirmSubscriptionAsync(new() { Id = unpaid.Id });
        var dunning = new CaseUnderTest(service, unpaid);
        await dunning.Start();
        await dunning.Notify(days: 0);
        await dunning.Restrict();

        (await Asked(new() { CustomerId = customer.Id })).ShouldBe((Level.Full, "ACTIVE", paid.Id));
        (await Asked(new() { CustomerId = customer.Id, PlanId = plan.Id })).ShouldBe((Level.Full, "ACTIVE", paid.Id));
        (await Asked(new() { CustomerId = customer.Id, PlanId = other.Id })).ShouldBe((Level.Restricted, "UNPAID", unpaid.Id));
        (await Asked(new() { CustomerId = customer.Id, ProductId = product.Id })).ShouldBe((Level.Restricted, "UNPAID", unpaid.Id));
        (await Asked(new() { CustomerId = customer.Id, ProductId = Guid.CreateVersion7().ToString() })).ShouldBe((Level.Ended, "NO_SUBSCRIPTION", ""));

        // One that begins tomorrow would be better than what is restricted: the answer changes then.
        var tomorrow = Date.From(CivilTime.DateAt(Now, Zone(unpaid)).AddDays(1));
        await service.Confirmed(customer, other, tomorrow);
        (await service.Access.GetAccessAsync(new() { CustomerId = customer.Id, PlanId = other.Id })).Until.ToDateTimeOffset().ShouldBe(StartOf(tomorrow, unpaid));
    }

    [Fact]
    public async Task An_answer_that_has_not_changed_says_only_that()
    {
        var order = await service.Confirmed();
        var first = await Ask(order);

        service.Clock.Advance(TimeSpan.FromSeconds(30));
        var same = await service.Access.GetAccessAsync(new() { CustomerId = order.CustomerId, Etag = first.Etag });
        same.ShouldBe(new Wire.Access { NotModified = true, Etag = first.Etag, MaxAge = first.MaxAge });

        await new CaseUnderTest(service, order).Start();
        var changed = await service.Access.GetAccessAsync(new() { CustomerId = order.CustomerId, Etag = first.Etag });
        (Of(changed), changed.NotModified).ShouldBe(((Level.Warned, "PAYMENT_FAILED"), false));
        changed.Etag.ShouldNotBe(first.Etag);
    }

    [Fact]
    public async Task What_is_not_an_id_is_named_and_so_is_one_too_many()
    {
        var id = Guid.CreateVersion7().ToString();
        (await Violations(new())).ShouldBe(["customer_id:REQUIRED"]);
        (await Violations(new() { CustomerId = "ada", PlanId = "pro" })).ShouldBe(["customer_id:NOT_AN_ID", "plan_id:NOT_AN_ID"]);
        (await Violations(new() { CustomerId = id, ProductId = "seat" })).ShouldBe(["product_id:NOT_AN_ID"]);
        (await Violations(new() { CustomerId = id, PlanId = id, ProductId = id })).ShouldBe(["product_id:NOT_EXPECTED"]);
    }

    [Fact]
    public async Task Applications_ask_and_customers_do_not()
    {
        var order = await service.Confirmed();
        var tokens = service.Host.Tokens;
        var request = new Wire.GetAccessRequest { CustomerId = order.CustomerId };

        var application = service.Host.Client<Wire.AccessService.AccessServiceClient>(tokens.Application("subscriptions", "subscriptions:read"));
        Of(await application.GetAccessAsync(request)).ShouldBe((Level.Full, "ACTIVE"));
        var customer = service.Host.Client<Wire.AccessService.AccessServiceClient>(tokens.Customer("subscriptions", Guid.Parse(order.CustomerId)));
        (await Refused.By(customer.GetAccessAsync(request))).Status.ShouldBe(StatusCode.PermissionDenied);
    }

    private async Task<IReadOnlyList<string>> Violations(Wire.GetAccessRequest request)
    {
        var refused = await Refused.By(service.Access.GetAccessAsync(request));
        refused.Status.ShouldBe(StatusCode.InvalidArgument);
        return [.. refused.Violations];
    }

    private async Task<Wire.Access> Ask(Wire.Subscription order) => await service.Access.GetAccessAsync(new() { CustomerId = order.CustomerId });

    private async Task<(Level, string, string)> Asked(Wire.GetAccessRequest request)
    {
        var access = await service.Access.GetAccessAsync(request);
        return (access.Level, access.Reason, access.SubscriptionId);
    }

    private async Task Go(DateTimeOffset to)
    {
        service.Clock.SetUtcNow(to);
        await service.Settle();
    }

    private static (Level, string) Of(Wire.Access access) => (access.Level, access.Reason);

    private static TimeZoneInfo Zone(Wire.Subscription order) => TimeZoneInfo.FindSystemTimeZoneById(order.TimeZone.Length > 0 ? order.TimeZone : "Europe/Rome");

    private static DateTimeOffset StartOf(Date day, Wire.Subscription order) => CivilTime.StartOfDay(day.ToDateOnly()!.Value, Zone(order));
}
