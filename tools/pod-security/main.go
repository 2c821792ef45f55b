// pod-security asks Kubernetes' own evaluator of the Pod Security Standards about pods. It reads a JSON list of pods
// from its standard input and writes one list of findings for each, in the same order.
//
//	[{"level": "restricted", "metadata": {...}, "spec": {...}}]   ->   [["hostPath volumes: volume \"data\""]]
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"runtime/debug"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
)

// question is a pod, and the level that its namespace enforces.
type question struct {
	Level    string            `json:"level"`
	Metadata metav1.ObjectMeta `json:"metadata"`
	Spec     corev1.PodSpec    `json:"spec"`
}

func main() {
	if len(os.Args) > 1 && os.Args[1] == "--version" {
		fmt.Println(version())
		return
	}
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	var questions []question
	decoder := json.NewDecoder(os.Stdin)
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&questions); err != nil {
		return fmt.Errorf("the pods cannot be read: %w", err)
	}
	evaluator, err := policy.NewEvaluator(policy.DefaultChecks())
	if err != nil {
		return err
	}
	answers := make([][]string, 0, len(questions))
	for _, asked := range questions {
		level, err := api.ParseLevel(asked.Level)
		if err != nil {
			return err
		}
		findings := []string{}
		for _, result := range evaluator.EvaluatePod(api.LevelVersion{Level: level, Version: api.LatestVersion()}, &asked.Metadata, &asked.Spec) {
			if !result.Allowed {
				findings = append(findings, fmt.Sprintf("%s: %s", result.ForbiddenReason, result.ForbiddenDetail))
			}
		}
		answers = append(answers, findings)
	}
	return json.NewEncoder(os.Stdout).Encode(answers)
}

// version is that of the module that judges.
func version() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, dependency := range info.Deps {
			if dependency.Path == "k8s.io/pod-security-admission" {
				return dependency.Version
			}
		}
	}
	return "unknown"
}
