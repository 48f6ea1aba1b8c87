list(APPEND PINION_UI_SOURCES
    deploy/reviewcase.cpp deploy/reviewcase.h
    deploy/reviewcommands.cpp deploy/reviewcommands.h
    deploy/reviewdialog.cpp deploy/reviewdialog.h
    deploy/reviewguard.cpp deploy/reviewguard.h
)
