using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Architecture.Tests;

/// <summary>An assembly of the product, read from its file.</summary>
internal sealed class ReadAssembly
{
    private readonly MetadataReader _metadata;
    private readonly PEReader _file;
    private readonly SignatureTypes _signatures;
    private readonly Dictionary<TypeName, ReadType> _types = [];

    private ReadAssembly(string name, PEReader file)
    {
        Name = name;
        _file = file;
        _metadata = file.GetMetadataReader();
        _signatures = new SignatureTypes(name);
        foreach (var handle in _metadata.TypeDefinitions)
        {
            Read(_metadata.GetTypeDefinition(handle));
        }
    }

    public string Name { get; }

    public IReadOnlyCollection<ReadType> Types => _types.Values;

    public IReadOnlyList<string> References =>
        [.. _metadata.AssemblyReferences.Select(r => _metadata.GetString(_metadata.GetAssemblyReference(r).Name))];

    public static ReadAssembly Open(string name)
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, name + ".dll")));
        return new ReadAssembly(name, new PEReader(file.GetEntireImage().GetContent()));
    }

    private void Read(TypeDefinition definition)
    {
        var outermost = _signatures.Outermost(_metadata, definition);
        if (outermost.Name == "<Module>" || outermost.Name.StartsWith('<'))
        {
            return;
        }

        var isNested = definition.IsNested;
        if (!_types.TryGetValue(outermost, out var type))
        {
            // An outermost type comes before what is nested in it.
            var bases = Named(definition.BaseType);
            type = new ReadType(outermost, definition.Attributes, bases.FirstOrDefault());
            _types.Add(outermost, type);
        }

        type.Uses.UnionWith(Named(definition.BaseType));
        foreach (var handle in definition.GetInterfaceImplementations())
        {
            type.Uses.UnionWith(Named(_metadata.GetInterfaceImplementation(handle).Interface));
        }

        if (!isNested)
        {
            type.Shows.UnionWith(type.Uses);
        }

        Use(type, definition.GetCustomAttributes());
        foreach (var parameter in definition.GetGenericParameters())
        {
            Use(type, _metadata.GetGenericParameter(parameter));
        }

        foreach (var handle in definition.GetFields())
        {
            Read(type, _metadata.GetFieldDefinition(handle));
        }

        foreach (var handle in definition.GetProperties())
        {
            Use(type, _metadata.GetPropertyDefinition(handle).GetCustomAttributes());
        }

        foreach (var handle in definition.GetMethods())
        {
            Read(type, _metadata.GetMethodDefinition(handle));
        }
    }

    private void Read(ReadType type, FieldDefinition field)
    {
        var types = field.DecodeSignature(_signatures, null);
        type.Uses.UnionWith(types);
        if ((field.Attributes & FieldAttributes.FieldAccessMask) is FieldAttributes.Public or FieldAttributes.Family)
        {
            type.Shows.UnionWith(types);
        }

        Use(type, field.GetCustomAttributes());
    }

    private void Read(ReadType type, MethodDefinition method)
    {
        var signature = method.DecodeSignature(_signatures, null);
        var types = signature.ParameterTypes.Add(signature.ReturnType).SelectMany(t => t).ToList();
        type.Uses.UnionWith(types);
        if ((method.Attributes & MethodAttributes.MemberAccessMask) is MethodAttributes.Public or MethodAttributes.Family)
        {
            type.Shows.UnionWith(types);
        }

        Use(type, method.GetCustomAttributes());
        foreach (var parameter in method.GetGenericParameters())
        {
            Use(type, _metadata.GetGenericParameter(parameter));
        }

        if (method.RelativeVirtualAddress == 0)
        {
            return;
        }

        var body = _file.GetMethodBody(method.RelativeVirtualAddress);
        if (!body.LocalSignature.IsNil)
        {
            type.Uses.UnionWith(_metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(_signatures, null).SelectMany(t => t));
        }

        foreach (var region in body.ExceptionRegions.Where(r => !r.CatchType.IsNil))
        {
            type.Uses.UnionWith(Named(region.CatchType));
        }

        foreach (var token in Instructions.Tokens(body.GetILReader()))
        {
            Use(type, token);
        }
    }

    private void Use(ReadType type, GenericParameter parameter)
    {
        foreach (var constraint in parameter.GetConstraints())
        {
            type.Uses.UnionWith(Named(_metadata.GetGenericParameterConstraint(constraint).Type));
        }
    }

    private void Use(ReadType type, CustomAttributeHandleCollection attributes)
    {
        foreach (var handle in attributes)
        {
            Use(type, _metadata.GetCustomAttribute(handle).Constructor);
        }
    }

    /// <summary>What an instruction names: a type, a field or a method.</summary>
    private void Use(ReadType type, EntityHandle token)
    {
        switch (token.Kind)
        {
            case HandleKind.TypeDefinition or HandleKind.TypeReference or HandleKind.TypeSpecification:
                type.Uses.UnionWith(Named(token));
                break;
            case HandleKind.FieldDefinition:
                var field = _metadata.GetFieldDefinition((FieldDefinitionHandle)token);
                type.Uses.Add(_signatures.Outermost(_metadata, _metadata.GetTypeDefinition(field.GetDeclaringType())));
                type.Uses.UnionWith(field.DecodeSignature(_signatures, null));
                break;
            case HandleKind.MethodDefinition:
                var method = _metadata.GetMethodDefinition((MethodDefinitionHandle)token);
                Use(type, [_signatures.Outermost(_metadata, _metadata.GetTypeDefinition(method.GetDeclaringType()))], method.Name, method.DecodeSignature(_signatures, null));
                break;
            case HandleKind.MethodSpecification:
                var generic = _metadata.GetMethodSpecification((MethodSpecificationHandle)token);
                type.Uses.UnionWith(generic.DecodeSignature(_signatures, null).SelectMany(t => t));
                Use(type, generic.Method);
                break;
            case HandleKind.MemberReference:
                var member = _metadata.GetMemberReference((MemberReferenceHandle)token);
                if (member.GetKind() == MemberReferenceKind.Method)
                {
                    Use(type, Named(member.Parent), member.Name, member.DecodeMethodSignature(_signatures, null));
                }
                else
                {
                    type.Uses.UnionWith(Named(member.Parent).AddRange(member.DecodeFieldSignature(_signatures, null)));
                }

                break;
        }
    }

    private void Use(ReadType type, ImmutableArray<TypeName> declaring, StringHandle name, MethodSignature<ImmutableArray<TypeName>> signature)
    {
        var parameters = signature.ParameterTypes.SelectMany(t => t).ToList();
        type.Uses.UnionWith(declaring);
        type.Uses.UnionWith(signature.ReturnType);
        type.Uses.UnionWith(parameters);
        if (declaring.Length > 0)
        {
            type.Members.Add(new MemberName(declaring[0], _metadata.GetString(name), parameters));
        }
    }

    private ImmutableArray<TypeName> Named(EntityHandle handle) => handle.IsNil ? [] : handle.Kind switch
    {
        HandleKind.TypeDefinition => _signatures.GetTypeFromDefinition(_metadata, (TypeDefinitionHandle)handle, 0),
        HandleKind.TypeReference => _signatures.GetTypeFromReference(_metadata, (TypeReferenceHandle)handle, 0),
        HandleKind.TypeSpecification => _metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(_signatures, null),
        _ => [],
    };
}
