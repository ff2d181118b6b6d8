using Contracts.Events;
using Contracts.Plans.V1;
using Google.Protobuf.WellKnownTypes;
using static Plans.Tests.Some;

namespace Plans.Tests;

/// <summary>A plan grants a class pass each period (domain.md A2).</summary>
public sealed class PlanPassGrantTests(PlansUnderTest plans) : IClassFixture<PlansUnderTest>
{
    [Fact]
    public async Task A_plan_tells_which_pass_its_periods_bring_and_keeps_one_that_is_archived_later()
    {
        var template = await plans.Create(PassTemplate());
        var plan = await plans.Plans.CreatePlanAsync(new() { Plan = With(new PlanPassGrant { PassTemplateId = template.Id, End = GrantedPassEnd.Template }) });
        plan.PassGrant.ShouldBe(new PlanPassGrant { PassTemplateId = template.Id, End = GrantedPassEnd.Template });

        plan = await Update(plan.Id, new PlanPassGrant(), "name");
        plan.PassGrant.PassTemplateId.ShouldBe(template.Id);
        plan = await Update(plan.Id, new PlanPassGrant { End = GrantedPassEnd.Unspecified }, "pass_grant.end");
        plan.PassGrant.ShouldBe(new PlanPassGrant { PassTemplateId = template.Id, End = GrantedPassEnd.Period });

        await plans.Templates.ArchivePassTemplateAsync(new() { Id = template.Id });
        (await Update(plan.Id, plan.PassGrant, "pass_grant")).PassGrant.PassTemplateId.ShouldBe(template.Id);
        (await Refused.By(plans.Plans.CreatePlanAsync(new() { Plan = With(plan.PassGrant) }))).Violations.ShouldBe(["plan.pass_grant.pass_template_id:ARCHIVED"]);
        (await Update(plan.Id, new PlanPassGrant(), "pass_grant")).PassGrant.ShouldBeNull();

        (await plans.Service.Raised<PlanChanged>()).Where(e => e.AggregateId == Guid.Parse(plan.Id)).Select(e => e.PassGrant).ShouldBe(
        [
            new(Guid.Parse(template.Id), false), new(Guid.Parse(template.Id), false), new(Guid.Parse(template.Id), true), new(Guid.Parse(template.Id), true), null,
        ]);
    }

    [Theory]
    [InlineData("x", GrantedPassEnd.Period, "plan.pass_grant.pass_template_id:NOT_AN_ID")]
    [InlineData("00000000-0000-7000-8000-000000000009", GrantedPassEnd.Period, "plan.pass_grant.pass_template_id:UNKNOWN")]
    [InlineData("", (GrantedPassEnd)9, "plan.pass_grant.end:UNKNOWN")]
    public async Task What_is_no_template_or_no_end_is_refused(string template, GrantedPassEnd end, string violation) =>
        (await Refused.By(plans.Plans.CreatePlanAsync(new() { Plan = With(new PlanPassGrant { PassTemplateId = template, End = end }) }))).Violations.ShouldBe([violation]);

    private static Plan With(PlanPassGrant grant)
    {
        var plan = Plan();
        plan.PassGrant = grant;
        return plan;
    }

    private async Task<Plan> Update(string id, PlanPassGrant grant, string path)
    {
        var plan = With(grant);
        plan.Id = id;
        return await plans.Plans.UpdatePlanAsync(new() { Plan = plan, UpdateMask = new FieldMask { Paths = { path } } });
    }
}
