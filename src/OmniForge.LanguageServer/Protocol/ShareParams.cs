namespace OmniForge.LanguageServer.Protocol;

internal sealed record ShareParams(string Path);

internal sealed record ShareResult(string Name);
