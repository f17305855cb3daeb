using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using OmniForge.Skills.Benchmarks;

switch (args)
{
    case ["parse"]:
        // In this process, because the other way generates and builds a project of its own.
        var config = ManualConfig.CreateEmpty()
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .AddColumnProvider(BenchmarkDotNet.Columns.DefaultColumnProviders.Instance)
            .AddLogger(NullLogger.Instance)
            .WithOptions(ConfigOptions.DisableLogFile);
        ParseResult.Print(BenchmarkRunner.Run<ParseBench>(config));
        return 0;
    case ["corpus", var folder, var count] when int.TryParse(count, out var files):
        SkillCorpus.Write(folder, files);
        return 0;
    case ["lint", var omniforge, var peer, var scratch]:
        return LintBench.Run(omniforge, peer, scratch);
    case ["lsp", var server, var peer, var scratch]:
        return LspBench.Run(server, peer, scratch);
    default:
        Console.Error.WriteLine("parse | corpus FOLDER COUNT | lint OMNIFORGE PEER SCRATCH-FOLDER | lsp SERVER PEER SCRATCH-FOLDER");
        return 2;
}
