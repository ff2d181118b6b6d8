using System.Collections.Frozen;
using System.Reflection;
using Contracts.Common.V1;
using Google.Protobuf.Reflection;

namespace ServiceDefaults.Access;

/// <summary>
/// Every rpc of the contracts with what its options say: who may call it and whether it changes anything. Health and reflection, whose
/// protos are gRPC's own and name no callers, are open to anyone.
/// </summary>
public sealed class ContractIndex
{
    private static readonly ServiceDescriptor[] Open =
        [Grpc.Health.V1.Health.Descriptor, Grpc.Reflection.V1.ServerReflection.Descriptor, Grpc.Reflection.V1Alpha.ServerReflection.Descriptor];

    private readonly FrozenDictionary<string, Rpc> _rpcs;

    public ContractIndex()
        : this(typeof(Role).Assembly)
    {
    }

    private ContractIndex(params IEnumerable<Assembly> contracts)
    {
        Files = [.. contracts.SelectMany(assembly => assembly.GetTypes())
            .Select(t => t.GetProperty("Descriptor")?.GetValue(null))
            .OfType<FileDescriptor>()
            .OrderBy(f => f.Name, StringComparer.Ordinal)];
        _rpcs = Files.SelectMany(f => f.Services).SelectMany(s => s.Methods).Select(Rpc.From)
            .Concat(Open.SelectMany(s => s.Methods).Select(m => Rpc.From(m) with { Callers = [Role.Anyone] }))
            .ToFrozenDictionary(r => r.Path);
    }

    /// <summary>Of contracts that are not the product's own, beside those.</summary>
    public static ContractIndex With(Assembly others) => new(typeof(Role).Assembly, others);

    /// <summary>All .proto files of the contracts.</summary>
    public IReadOnlyList<FileDescriptor> Files { get; }

    public IEnumerable<Rpc> Rpcs => _rpcs.Values;

    /// <param name="path">/plans.v1.PlanService/GetPlan</param>
    public Rpc? Find(string path) => _rpcs.GetValueOrDefault(path);
}

/// <summary>One rpc.</summary>
/// <param name="Path">/plans.v1.PlanService/GetPlan</param>
/// <param name="Module">First part of its package, which is also its tokens' audience: plans.</param>
/// <param name="Callers">Roles that may call it; empty means nobody.</param>
/// <param name="Scope">A narrow scope that is enough for it: notifications:deliveries; null without one.</param>
/// <param name="ReadOnly">It has no side effects (the standard method option idempotency_level).</param>
public sealed record Rpc(string Path, string Module, FrozenSet<Role> Callers, bool ReadOnly, MethodDescriptor Method, string? Scope = null)
{
    /// <summary>It bears being repeated by what it does, such as a call that goes on to another machine; no transaction is held around it.</summary>
    public bool RepeatsByItself { get; } = Method.GetOptions()?.IdempotencyLevel == MethodOptions.Types.IdempotencyLevel.Idempotent;

    public static Rpc From(MethodDescriptor method)
    {
        var own = method.GetOptions()?.GetExtension(AccessExtensions.MethodCallers);
        var callers = own is { Count: > 0 } ? own : method.Service.GetOptions()?.GetExtension(AccessExtensions.Callers);
        return new Rpc(
            $"/{method.Service.FullName}/{method.Name}",
            method.Service.FullName.Split('.')[0],
            (callers ?? []).ToFrozenSet(),
            method.GetOptions()?.IdempotencyLevel == MethodOptions.Types.IdempotencyLevel.NoSideEffects,
            method,
            method.GetOptions()?.GetExtension(AccessExtensions.MethodScope) is { Length: > 0 } scope ? $"{method.Service.FullName.Split('.')[0]}:{scope}" : null);
    }
}
