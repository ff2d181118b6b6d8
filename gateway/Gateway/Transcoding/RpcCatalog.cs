using System.Reflection;
using Google.Api;
using Google.Protobuf.Reflection;

namespace Gateway.Transcoding;

/// <summary>Every route that the protos declare, read from the generated descriptors: a new rpc needs no code here.</summary>
internal sealed class RpcCatalog
{
    public RpcCatalog(Assembly contracts)
    {
        Files = [.. contracts.GetExportedTypes()
            .Where(type => type.IsAbstract && type.IsSealed && type.Name.EndsWith("Reflection", StringComparison.Ordinal))
            .Select(type => type.GetProperty("Descriptor", typeof(FileDescriptor))?.GetValue(null))
            .OfType<FileDescriptor>()
            .OrderBy(file => file.Name, StringComparer.Ordinal)];
        Bindings = [.. Files.SelectMany(file => file.Services).SelectMany(service => service.Methods).SelectMany(BindingsOf)];
    }

    public IReadOnlyList<FileDescriptor> Files { get; }

    public IReadOnlyList<RpcBinding> Bindings { get; }

    /// <summary>The cluster of a proto package: plans.v1 is served by plans.</summary>
    public static string ClusterOf(string package) => package.Split('.')[0];

    private static IEnumerable<RpcBinding> BindingsOf(MethodDescriptor method)
    {
        if (method.GetOptions()?.GetExtension(AnnotationsExtensions.Http) is not { } rule)
        {
            return [];
        }

        if (method.IsClientStreaming || method.IsServerStreaming)
        {
            throw new NotSupportedException($"{method.FullName} streams and cannot have an HTTP route.");
        }

        var rpc = new Rpc(method, ClusterOf(method.File.Package));
        return rule.AdditionalBindings.Prepend(rule).Select(one => Bind(rpc, one)).ToList();
    }

    private static RpcBinding Bind(Rpc rpc, HttpRule rule)
    {
        var (verb, path) = rule.PatternCase switch
        {
            HttpRule.PatternOneofCase.Get => ("GET", rule.Get),
            HttpRule.PatternOneofCase.Put => ("PUT", rule.Put),
            HttpRule.PatternOneofCase.Post => ("POST", rule.Post),
            HttpRule.PatternOneofCase.Delete => ("DELETE", rule.Delete),
            HttpRule.PatternOneofCase.Patch => ("PATCH", rule.Patch),
            _ => throw new NotSupportedException($"{rpc.Method.FullName} has an HTTP rule without a path."),
        };
        var template = PathTemplate.Parse(path);
        foreach (var variable in template.Variables)
        {
            FieldPath.Require(rpc.Method.InputType, variable);
        }

        if (rule.Body is not ("" or "*"))
        {
            FieldPath.Require(rpc.Method.InputType, rule.Body);
        }

        return new RpcBinding(rpc, verb, template, rule.Body);
    }
}
