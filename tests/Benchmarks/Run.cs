using Benchmarks.Cases;
using Benchmarks.Deployments;
using Benchmarks.Limits;
using Benchmarks.Measuring;

namespace Benchmarks;

/// <summary>Every case in every deployment, one after the other.</summary>
internal sealed class Run(Options options)
{
    private const int AtOnce = 32;

    private readonly Report _report = new(options);

    public async Task All()
    {
        if (options.Wants("search"))
        {
            await SearchTime.Measure();
        }

        if (options.Wants("dunning"))
        {
            await DunningSteps.Measure();
        }

        if (options.Wants("passes"))
        {
            await PassReportTime.Measure();
        }

        if (options.Only.Count > 0 && options.Only.All(name => name is "search" or "dunning" or "passes"))
        {
            return;
        }

        if (options.WantsIn("standalone"))
        {
            await using var standalone = await StandaloneDeployment.Start();
            await In(standalone);
        }

        if (options.WantsIn("cluster"))
        {
            await using var cluster = await ClusterDeployment.Start();
            await In(cluster);
            if (options.Wants("chatter"))
            {
                await ChatterLag.Measure(cluster, _report);
            }
        }

        _report.Finish();
    }

    /// <summary>What only reads comes first, while the tables are as they were filled.</summary>
    private async Task In(Deployment deployment)
    {
        await using var limits = await LimitProcess.Start();
        Console.Error.WriteLine($"{deployment.Name} is up and filled");
        if (options.Wants("get"))
        {
            await GetRate.Measure(deployment, limits, AtOnce, _report);
        }

        if (options.Wants("access"))
        {
            await AccessRate.Measure(deployment, limits, AtOnce, _report);
        }

        if (options.Wants("json"))
        {
            await JsonRate.Measure(deployment, limits, AtOnce, _report);
        }

        if (options.Wants("list"))
        {
            await ListRate.Measure(deployment, AtOnce, _report);
        }

        if (options.Wants("close"))
        {
            foreach (var atOnce in new[] { 1, 8, AtOnce })
            {
                await CloseRate.Measure(deployment, atOnce, _report);
            }
        }

        if (options.Wants("checkin"))
        {
            await CheckInRate.Measure(deployment, deployment.Everywhere, AtOnce, _report);
        }

        if (options.Wants("billing"))
        {
            await BillingRun.Measure(deployment, options.Runs, _report);
        }
    }
}
