using System.Collections.Concurrent;
using System.Text;
using Billing;
using Contracts.Common.V1;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Notifications;
using Plans;
using ServiceDefaults.Access;
using ServiceDefaults.Data;
using Subscriptions;
using Testing.Fuzz;
using Xunit.Abstractions;

namespace ServiceDefaults.Tests.Requests;

public sealed class GrpcFuzzOnSqlite(ITestOutputHelper output) : GrpcFuzzTests(DatabaseProvider.Sqlite, output);

public sealed class GrpcFuzzOnPostgres(ITestOutputHelper output) : GrpcFuzzTests(DatabaseProvider.Postgres, output);

/// <summary>
/// Random requests to every rpc of every service: whatever is sent, the answer is a result or a refusal, never a fault of the service, and what was
/// refused left nothing behind.
/// </summary>
public abstract class GrpcFuzzTests(DatabaseProvider database, ITestOutputHelper output)
{
    private const int AtOnce = 4;

    private static readonly StatusCode[] Faults = [StatusCode.Unknown, StatusCode.Internal, StatusCode.DataLoss, StatusCode.Unavailable, StatusCode.Unimplemented];
    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(bytes => bytes, bytes => bytes);

    [Fact]
    public async Task No_request_is_answered_by_a_fault_and_no_refused_one_leaves_anything_behind()
    {
        var run = FuzzRun.Read(800);
        output.WriteLine(run.ToString());
        await using var host = await HostUnderTest.Start(
            new ServiceSettings { Database = database },
            new HostedService(builder => builder.AddPlans(), endpoints => endpoints.MapPlans()),
            new HostedService(builder => builder.AddSubscriptions(), endpoints => endpoints.MapSubscriptions()),
            new HostedService(builder => builder.AddBilling(), endpoints => endpoints.MapBilling()),
            new HostedService(builder => builder.AddNotifications(), endpoints => endpoints.MapNotifications()));
        var business = await SomeBusiness.In(host);
        var rpcs = new ContractIndex().Rpcs.Where(r => r.Callers.Any(c => c != Role.Anyone) && !r.Method.IsClientStreaming && !r.Method.IsServerStreaming)
            .OrderBy(r => r.Path, StringComparer.Ordinal).ToList();
        var faults = new ConcurrentQueue<string>();
        var accepted = new ConcurrentDictionary<string, string>();
        var refused = new ConcurrentDictionary<string, string>();

        await Parallel.ForEachAsync(Enumerable.Range(0, run.Requests), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, ct) =>
        {
            // Each request has a seed of its own, so that it is the same one whatever the others do.
            var values = new HostileValues(new Random(HashCode.Combine(run.Seed, i)), business.Ids);
            var rpc = rpcs[i % rpcs.Count];
            var request = new RandomMessages(values).Of(rpc.Method.InputType);
            var requestId = WithRequestId(request);
            var bytes = values.Once(10) ? Spoil(request.ToByteArray(), values) : request.ToByteArray();
            try
            {
                await Call(host.Invoker(Token(host, rpc, business, values)), rpc, bytes, ct);
                accepted[requestId] = rpc.Path;
            }
            catch (RpcException e)
            {
                refused[requestId] = rpc.Path;
                if (Faults.Contains(e.StatusCode) || e.GetRpcStatus() is null)
                {
                    faults.Enqueue($"{i}: {rpc.Path} {e.StatusCode} {e.Status.Detail} for {Shown(request)}");
                }
            }
        });

        faults.ShouldBeEmpty($"{run}\n{string.Join('\n', faults.Take(10))}");
        accepted.Count.ShouldBeGreaterThan(run.Requests / 20, "too few requests came far enough to mean anything");
        foreach (var kept in await RequestIds(host))
        {
            refused.ContainsKey(kept).ShouldBeFalse($"{run}: {refused.GetValueOrDefault(kept)} was refused and yet kept its effect");
        }
    }

    private static async Task Call(CallInvoker invoker, Rpc rpc, byte[] request, CancellationToken ct)
    {
        var method = new Method<byte[], byte[]>(MethodType.Unary, rpc.Method.Service.FullName, rpc.Method.Name, Bytes, Bytes);
        using var call = invoker.AsyncUnaryCall(method, null, new CallOptions(cancellationToken: ct), request);
        await call.ResponseAsync;
    }

    private static string Token(HostUnderTest host, Rpc rpc, SomeBusiness business, HostileValues values) =>
        values.Pick((IReadOnlyList<Role>)[.. rpc.Callers.Order()]) switch
        {
            Role.Customer => host.Tokens.Customer(rpc.Module, Guid.Parse(business.CustomerId)),
            Role.Application => host.Tokens.Application(rpc.Module),
            _ => host.Tokens.Staff(rpc.Module),
        };

    private static string WithRequestId(IMessage request)
    {
        var id = Guid.NewGuid().ToString();
        if (global::ServiceDefaults.Idempotency.RequestIds.AreIn(request.Descriptor))
        {
            request.Descriptor.FindFieldByName("request_id").Accessor.SetValue(request, id);
        }

        return id;
    }

    /// <summary>Cuts bytes off, changes some, or adds a text that is not UTF-8 as field 1.</summary>
    private static byte[] Spoil(byte[] bytes, HostileValues values)
    {
        switch (values.Random.Next(3))
        {
            case 0 when bytes.Length > 1:
                return bytes[..values.Random.Next(1, bytes.Length)];
            case 1 when bytes.Length > 0:
                var changed = bytes.ToArray();
                changed[values.Random.Next(changed.Length)] ^= (byte)values.Random.Next(1, 256);
                return changed;
            default:
                return [.. bytes, 0x0A, 0x02, 0xC3, 0x28];
        }
    }

    private static async Task<HashSet<string>> RequestIds(HostUnderTest host)
    {
        var ids = new HashSet<string>();
        await using var scope = host.Services.CreateAsyncScope();
        foreach (var module in host.Services.GetServices<ServiceModule>())
        {
            var db = (ServiceDb)scope.ServiceProvider.GetRequiredService(module.Db);
            ids.UnionWith(await db.IdempotencyRecords.Select(r => r.RequestId).ToListAsync());
        }

        return ids;
    }

    private static string Shown(IMessage request)
    {
        try
        {
            var text = request.ToString()!;
            return text.Length > 1_500 ? text[..1_500] : text;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or EncoderFallbackException)
        {
            // Protobuf's JSON has no form for instants outside the calendar.
            return Convert.ToBase64String(request.ToByteArray());
        }
    }
}
