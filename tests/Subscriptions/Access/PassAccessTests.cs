using Contracts.Common.V1;
using Contracts.Events;
using Contracts.Subscriptions.V1;
using Subscriptions.Tests.Passes;
using Subscriptions.Tests.Support;
using CivilTime = Subscriptions.Time.CivilTime;
using Level = Contracts.Subscriptions.V1.AccessLevel;

namespace Subscriptions.Tests.Access;

/// <summary>What passes let a client use (domain.md A7.56).</summary>
public sealed class PassAccessTests(SubscriptionsUnderTest service) : IClassFixture<SubscriptionsUnderTest>
{
    private DateOnly Today => DateOnly.FromDateTime(service.Clock.GetUtcNow().UtcDateTime);

    [Fact]
    public async Task A_usable_pass_is_full_for_its_classes_until_its_end()
    {
        var (ada, yoga, pilates) = (await service.Customer(), await service.ClassType(), await service.ClassType("Pilates"));
        var template = await service.Template(type: yoga);
        Of(await Ask(ada, yoga)).ShouldBe((Level.Ended, "PASS_NONE", ""));
        var pass = await service.Sell(ada, template);

        var access = await Ask(ada, yoga);
        Of(access).ShouldBe((Level.Full, "PASS", pass.Id));
        (access.Since, access.Until.ToDateTimeOffset(), access.SubscriptionId).ShouldBe((pass.SellTime, Midnight(pass.EndDate), ""));
        Of(await Ask(ada, pilates)).ShouldBe((Level.Ended, "PASS_NONE", ""));
        Of(await service.Access.GetAccessAsync(new() { CustomerId = ada.Id, PassTemplateId = template })).ShouldBe((Level.Full, "PASS", pass.Id));
        (await service.Access.GetAccessAsync(new() { CustomerId = ada.Id, ClassTypeId = $"{yoga.Id}", Etag = access.Etag })).NotModified.ShouldBeTrue();
    }

    [Fact]
    public async Task A_freeze_the_last_class_and_the_end_close_it_and_a_grace_warns()
    {
        var (ada, yoga) = (await service.Customer(), await service.ClassType());
        var pass = await service.Sell(ada, await service.Template(type: yoga, unit: "day", count: 3, grace: 2, classes: 2));
        await service.Passes().FreezePassAsync(new() { Id = pass.Id, EndDate = Date.From(Today.AddDays(1)) });
        var frozen = await Ask(ada, yoga);
        (Of(frozen), frozen.Until.ToDateTimeOffset()).ShouldBe(((Level.Ended, "PASS_FROZEN", pass.Id), Midnight(Date.From(Today.AddDays(1)))));

        // By its dates: nobody has done the work that is due.
        service.Clock.Advance(TimeSpan.FromDays(4));
        var warned = await Ask(ada, yoga);
        (Of(warned), warned.Until.ToDateTimeOffset()).ShouldBe(((Level.Warned, "PASS_IN_GRACE", pass.Id), Midnight(Date.From(pass.GraceEndDate.Day().AddDays(1)))));
        await service.CheckIn(ada);
        await service.CheckIn(ada);
        Of(await Ask(ada, yoga)).ShouldBe((Level.Ended, "PASS_USED_UP", pass.Id));

        var next = await service.Sell(ada, await service.Template(type: yoga, unit: "day"));
        Of(await Ask(ada, yoga)).ShouldBe((Level.Full, "PASS", next.Id));
        service.Clock.Advance(TimeSpan.FromDays(2));
        Of(await service.Access.GetAccessAsync(new() { CustomerId = ada.Id, PassTemplateId = next.TemplateId })).ShouldBe((Level.Ended, "PASS_EXPIRED", next.Id));
        await service.Passes().ExtendPassAsync(new() { Id = next.Id, Validity = new() { Unit = PassValidityUnit.Day, Count = 1 } });
        await service.Passes().WithdrawPassAsync(new() { Id = next.Id, Reason = "Moved" });
        Of(await service.Access.GetAccessAsync(new() { CustomerId = ada.Id, PassTemplateId = next.TemplateId })).ShouldBe((Level.Ended, "PASS_WITHDRAWN", next.Id));
    }

    [Fact]
    public async Task One_question_is_asked_at_a_time() =>
        (await Refused.By(service.Access.GetAccessAsync(new() { CustomerId = $"{Guid.NewGuid()}", PlanId = $"{Guid.NewGuid()}", ClassTypeId = $"{Guid.NewGuid()}", PassTemplateId = "x" })))
            .Violations.ShouldBe(["pass_template_id:NOT_AN_ID", "class_type_id:NOT_EXPECTED", "pass_template_id:NOT_EXPECTED"]);

    private async Task<Contracts.Subscriptions.V1.Access> Ask(Customer customer, EventClassType type) =>
        await service.Access.GetAccessAsync(new() { CustomerId = customer.Id, ClassTypeId = $"{type.Id}" });

    private static (Level, string, string) Of(Contracts.Subscriptions.V1.Access access) => (access.Level, access.Reason, access.PassId);

    private static DateTimeOffset Midnight(Date day) => CivilTime.StartOfDay(day.Day(), TimeZoneInfo.FindSystemTimeZoneById("Europe/Rome"));
}
