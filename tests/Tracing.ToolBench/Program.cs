using Tracing.ToolBench;

Recorder.Record(args[0], int.Parse(args[1]));
return 0;
